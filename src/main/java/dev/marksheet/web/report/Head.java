package dev.marksheet.web.report;

import dev.marksheet.job.record.ReportReader;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.LabelLink;
import dev.marksheet.web.Moment;
import dev.marksheet.web.RunState;
import dev.marksheet.web.Words;
import dev.marksheet.web.report.HeadView.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the head of a report: the verdict, what to know before believing it, and the figures. */
@Component
public class Head {

    private final ReportReader reader;
    private final RescoreQueries rescores;
    private final Clock clock;

    Head(ReportReader reader, RescoreQueries rescores, Clock clock) {
        this.reader = reader;
        this.rescores = rescores;
        this.clock = clock;
    }

    public HeadView of(SessionReport report, Language language) {
        Wording words = Words.in(language);
        Instant latest = report.latestFinishedAt();
        List<Tile> tiles = new ArrayList<>();
        report.metrics().forEach((metric, stat) -> tiles.add(Tile.of(metric, stat, stat.range(), words)));
        return new HeadView(
                reader.verdict(report, language),
                RunState.of(report),
                LabelLink.of(report.settings()),
                report.settings().pinned(),
                Progress.of(report.counts()),
                Banners.of(report, reader.outage(language), words),
                tiles,
                Facts.of(report, reader.exams(report), rescores.into(report.run()), language),
                latest == null ? null : Moment.of(latest, clock.instant(), words));
    }
}
