/**
 * The executors: named threads, virtual ones where the platform has them. Every room may make its own.
 */
@NullMarked
package dev.marksheet.threads;

import org.jspecify.annotations.NullMarked;
