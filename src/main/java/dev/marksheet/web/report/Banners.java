package dev.marksheet.web.report;

import dev.marksheet.job.record.ReportReader;
import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Injection;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.SignalStat;
import dev.marksheet.web.RunState;
import dev.marksheet.web.report.HeadView.Banner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a reader must know before believing a figure of a report, the gravest first. */
final class Banners {

    private static final String LOCAL = "local";
    private static final int FEW_CALLS = 5;
    private static final int COST_PLACES = 4;

    private Banners() {}

    /** @param outage why calls wait for the judge's endpoint, while they do */
    static List<Banner> of(SessionReport report, Optional<ReportReader.Outage> outage, Wording words) {
        Counts counts = report.counts();
        List<Banner> banners = new ArrayList<>();
        if (outage.isPresent() && !report.judgeModels().equals(Set.of(LOCAL))) {
            banners.add(new Banner(
                    "bad",
                    words.text("banner." + outage.get().state(), outage.get().said())));
        }
        budget(report, banners, words);
        failures(report, banners, words);
        mixed(report, banners, words);
        texts(report, banners, words);
        if (counts.ended() < FEW_CALLS) {
            banners.add(new Banner("warn", words.text("banner.few", counts.ended())));
        }
        if (report.judgeModels().equals(Set.of(LOCAL))) {
            banners.add(new Banner("info", words.text("banner.local")));
        }
        return banners;
    }

    private static void texts(SessionReport report, List<Banner> banners, Wording words) {
        long injected =
                report.signals().getOrDefault(Injection.SIGN, SignalStat.EMPTY).hits();
        if (injected > 0) {
            banners.add(new Banner("warn", words.text("banner.injected", injected)));
        }
        if (report.forgotten() > 0) {
            banners.add(new Banner("info", words.text("banner.forgotten", report.forgotten())));
        }
    }

    private static void failures(SessionReport report, List<Banner> banners, Wording words) {
        Counts counts = report.counts();
        if (counts.of(JobStatus.FAILED) > 0) {
            banners.add(new Banner("bad", words.text("banner.failed", counts.of(JobStatus.FAILED), counts.ended())));
        }
        if (RunState.failedScores(report) > 0) {
            banners.add(new Banner(
                    "bad", words.text("banner.lost", RunState.failedScores(report), RunState.triedScores(report))));
        }
    }

    private static void budget(SessionReport report, List<Banner> banners, Wording words) {
        Double budget = report.settings().budget();
        if (budget == null) {
            return;
        }
        long waiting = report.counts().of(JobStatus.QUEUED);
        if (report.isHeld()) {
            String spent = Figure.of(report.spent(), COST_PLACES);
            banners.add(new Banner("warn", words.text("banner.held", Figure.entered(budget), spent, waiting)));
        }
        Usage usage = report.judging().total();
        if (usage.pricedRequests() < usage.requests()) {
            banners.add(new Banner(
                    "warn",
                    words.text("banner.unpriced", usage.requests() - usage.pricedRequests(), usage.requests())));
        }
    }

    private static void mixed(SessionReport report, List<Banner> banners, Wording words) {
        Set<String> judges = report.judgeModels();
        Set<String> metrics = report.judging().mixed();
        if (judges.size() > 1) {
            banners.add(new Banner("warn", words.text("banner.mixed", judges.size(), String.join(", ", judges))));
        } else if (!metrics.isEmpty()) {
            banners.add(new Banner("warn", words.text("banner.mixed.marks", String.join(", ", metrics))));
        }
    }
}
