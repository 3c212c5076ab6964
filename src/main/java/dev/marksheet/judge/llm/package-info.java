/**
 * Language models behind OpenAI-compatible endpoints: the prompts and how replies are read, the transport with its limits and
 * retries, what each provider can't do. Others enter by the judge's contract and by {@code JudgeHealth}, {@code JudgeCheck}; it
 * knows nothing of {@code judge.local}.
 */
@NullMarked
package dev.marksheet.judge.llm;

import org.jspecify.annotations.NullMarked;
