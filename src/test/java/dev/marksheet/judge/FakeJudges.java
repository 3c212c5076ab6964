package dev.marksheet.judge;

import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;

/** Says which judges can be named; none of them can be asked anything. */
public record FakeJudges(
        String defaultJudgeModel, String defaultEmbeddingModel, boolean hasEndpoint, boolean hasEmbeddingEndpoint)
        implements Judges {

    /** Where no endpoint is configured. */
    public static Judges embedded() {
        return new FakeJudges(LOCAL, LOCAL, false, false);
    }

    /** Where judges and embedders of any name are served. */
    public static Judges served() {
        return new FakeJudges("gpt", "embed", true, true);
    }

    @Override
    public Judge judge(String model) {
        throw new UnsupportedOperationException(model);
    }

    @Override
    public Judge judge(String model, Language language) {
        throw new UnsupportedOperationException(model);
    }

    @Override
    public Embedder embedder(String model) {
        throw new UnsupportedOperationException(model);
    }

    @Override
    public JudgeFingerprint.Parts identity(ScoreRequest request) {
        throw new UnsupportedOperationException("nobody judges");
    }

    @Override
    public Language language(Sample sample) {
        return sample.language();
    }

    @Override
    public Usage priced(String model, Usage usage) {
        return usage;
    }
}
