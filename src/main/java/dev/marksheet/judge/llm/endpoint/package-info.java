/**
 * The way to one OpenAI-compatible endpoint: its address and key, places and pace, back-off, outages, what providers say in
 * their errors, what a request cost. Knows of no prompt and no task.
 */
@NullMarked
package dev.marksheet.judge.llm.endpoint;

import org.jspecify.annotations.NullMarked;
