package dev.marksheet.judge;

import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;

/** Has one judge and one embedder, whatever they are called. */
public record OneJudge(Judge judge, Embedder embedder) implements Judges {

    @Override
    public String defaultJudgeModel() {
        return LOCAL;
    }

    @Override
    public String defaultEmbeddingModel() {
        return LOCAL;
    }

    @Override
    public boolean hasEndpoint() {
        return true;
    }

    @Override
    public boolean hasEmbeddingEndpoint() {
        return true;
    }

    @Override
    public Judge judge(String model) {
        return judge;
    }

    @Override
    public Judge judge(String model, Language language) {
        return judge;
    }

    @Override
    public Embedder embedder(String model) {
        return embedder;
    }

    @Override
    public JudgeFingerprint.Parts identity(ScoreRequest request) {
        throw new UnsupportedOperationException("has no name of its own");
    }

    @Override
    public Language language(Sample sample) {
        return sample.language();
    }

    @Override
    public Usage priced(String model, Usage usage) {
        return usage.costing(1);
    }
}
