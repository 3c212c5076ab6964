/**
 * The judge inside this process: words, sentences, embeddings and measured weights, no network. Others enter by
 * {@link dev.marksheet.judge.EmbeddedJudge} alone; it knows nothing of {@code judge.llm}.
 */
@NullMarked
package dev.marksheet.judge.local;

import org.jspecify.annotations.NullMarked;
