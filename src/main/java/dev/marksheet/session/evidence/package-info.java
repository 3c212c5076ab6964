/** What a score rests on: findings, quotes, the judge's replies, and how much of them is kept. */
@NullMarked
package dev.marksheet.session.evidence;

import org.jspecify.annotations.NullMarked;
