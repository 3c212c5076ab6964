package dev.marksheet.judge;

/**
 * The judge inside this process, which needs no endpoint: asked under the name {@link Judges#LOCAL}.
 *
 * @param version changes when its replies change; stands in the fingerprint of what it marked
 */
public record EmbeddedJudge(Judge judge, Embedder embedder, String version) {}
