/** The judge: whether its endpoint answers, what a try of it found, and how it did in the exam. No other room enters. */
@NullMarked
package dev.marksheet.web.judge;

import org.jspecify.annotations.NullMarked;
