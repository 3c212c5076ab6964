package dev.marksheet.web.judge;

import dev.marksheet.job.JudgeReader;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Durations;
import dev.marksheet.web.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judge's endpoint as the template shows it.
 *
 * @param health {@code none}, {@code missing}, {@code untried}, {@code reachable}, {@code unreachable} or {@code refusing}
 * @param fault what the latest request met and what to change; null while nothing is wrong
 * @param facts what the latest try found; empty before the first
 * @param advice what to change by the latest try, in English
 */
record JudgeView(
        String model,
        boolean hasEndpoint,
        String health,
        @Nullable String fault,
        List<Fact> facts,
        List<String> advice) {

    /** @param isName whether the value is a name that stands as code */
    record Fact(String label, String value, boolean isName) {}

    static JudgeView of(JudgeReader judge, Language language) {
        JudgeReader.Tried tried = judge.latest().orElse(null);
        return new JudgeView(
                judge.defaultModel(),
                judge.hasEndpoint(),
                judge.health(),
                judge.fault(language).orElse(null),
                tried == null ? List.of() : facts(tried, Words.in(language)),
                tried == null || tried.endpoint() == null ? List.of() : tried.advice());
    }

    private static List<Fact> facts(JudgeReader.Tried tried, Wording words) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.text("fact.judge"), tried.model(), true));
        if (tried.endpoint() != null) {
            facts.add(new Fact(words.text("judge.endpoint"), tried.endpoint(), true));
            facts.add(new Fact(words.text("judge.answers"), yes(tried.reachable(), words), false));
            facts.add(new Fact(words.text("judge.latency"), String.valueOf(Durations.of(tried.latencyMs())), false));
        }
        facts.addAll(abilities(tried, words));
        facts.add(new Fact(words.text("fact.embedding"), tried.embeddingModel(), true));
        if (tried.endpoint() != null) {
            String embeds = tried.dimension() == null
                    ? yes(tried.embeddings(), words)
                    : words.text("judge.embeds.numbers", tried.dimension());
            facts.add(new Fact(words.text("judge.embeds"), embeds, false));
        }
        return facts;
    }

    private static List<Fact> abilities(JudgeReader.Tried tried, Wording words) {
        List<Fact> facts = new ArrayList<>();
        if (tried.reportedModel() != null) {
            facts.add(new Fact(words.text("judge.reported"), tried.reportedModel(), true));
        }
        if (tried.form() != null) {
            facts.add(new Fact(words.text("judge.form"), words.text("judge.form." + tried.form()), false));
        }
        if (tried.temperature() != null) {
            facts.add(new Fact(words.text("judge.temperature"), yes(tried.temperature(), words), false));
        }
        return facts;
    }

    private static String yes(boolean value, Wording words) {
        return words.text(value ? "judge.yes" : "judge.no");
    }
}
