package dev.marksheet.web;

import dev.marksheet.job.ReportReader;
import dev.marksheet.session.Language;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Wording;
import dev.marksheet.web.HeadView.Banner;
import dev.marksheet.web.HeadView.Fact;
import dev.marksheet.web.HeadView.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the head of a report: the verdict, what to know before believing it, and the figures. */
@Component
class Head {

    static final String LOCAL = "local";

    private static final int FEW_CALLS = 5;

    private final ReportReader reader;
    private final Clock clock;

    Head(ReportReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    HeadView of(SessionReport report, Language language) {
        Wording words = Words.in(language);
        Instant latest = report.latestFinishedAt();
        List<Tile> tiles = new ArrayList<>();
        report.metrics().forEach((metric, stat) -> tiles.add(Tile.of(metric, stat, reader.range(metric), words)));
        return new HeadView(
                reader.verdict(report, language),
                RunState.of(report.counts()),
                progress(report.counts()),
                banners(report, words),
                tiles,
                facts(report, words),
                latest == null ? null : Moment.of(latest, clock.instant(), words));
    }

    private static @Nullable Progress progress(SessionReport.Counts counts) {
        if (counts.ended() == counts.total()) {
            return null;
        }
        double total = counts.total() / 100.0;
        return new Progress(
                counts.ended(),
                counts.total(),
                counts.running(),
                counts.queued(),
                counts.completed() / total,
                counts.failed() / total,
                counts.running() / total);
    }

    private static List<Banner> banners(SessionReport report, Wording words) {
        SessionReport.Counts counts = report.counts();
        List<Banner> banners = new ArrayList<>();
        if (counts.failed() > 0) {
            banners.add(new Banner("bad", words.text("banner.failed", counts.failed(), counts.ended())));
        }
        if (report.judgeModels().size() > 1) {
            banners.add(new Banner(
                    "warn",
                    words.text("banner.mixed", report.judgeModels().size(), String.join(", ", report.judgeModels()))));
        }
        if (counts.ended() < FEW_CALLS) {
            banners.add(new Banner("warn", words.text("banner.few", counts.ended())));
        }
        if (report.judgeModels().equals(Set.of(LOCAL))) {
            banners.add(new Banner("info", words.text("banner.local")));
        }
        return banners;
    }

    private static List<Fact> facts(SessionReport report, Wording words) {
        SessionReport.Counts counts = report.counts();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.text("fact.calls"), Long.toString(counts.total()), false));
        if (!report.judgeModels().isEmpty()) {
            facts.add(new Fact(words.text("fact.judge"), String.join(", ", report.judgeModels()), true));
            facts.add(new Fact(words.text("fact.embedding"), String.join(", ", report.embeddingModels()), true));
            String language = report.language().wireName();
            facts.add(new Fact(words.text("fact.language"), words.text("language." + language), false));
        }
        return facts;
    }
}
