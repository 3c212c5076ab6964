package dev.marksheet.api.session;

import dev.marksheet.api.again.RescoreStandingBody;
import dev.marksheet.api.call.JobBody;
import dev.marksheet.api.wire.ItemsBody;
import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.api.wire.PageTokens;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import java.io.OutputStream;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes a session with its jobs as JSON, page by page, so that a long session takes no more memory than a short one. */
@Component
class SessionWriter {

    private static final int PAGE = 200;

    private final JobQueries reader;
    private final Gates gates;
    private final DatasetQueries datasets;
    private final RescoreQueries rescores;
    private final JsonMapper mapper;

    SessionWriter(JobQueries reader, Gates gates, DatasetQueries datasets, RescoreQueries rescores, JsonMapper mapper) {
        this.reader = reader;
        this.gates = gates;
        this.datasets = datasets;
        this.rescores = rescores;
        this.mapper = mapper;
    }

    void write(SessionReport report, JudgeStatusBody judge, JobSelection selection, OutputStream out) {
        // Closed on success alone: closing would put the missing brackets behind half a session and make it look whole.
        JsonGenerator json = mapper.createGenerator(out);
        json.writeStartObject();
        JsonNode body = mapper.valueToTree(SessionBody.of(report, judge, gates));
        body.properties().forEach(field -> {
            json.writeName(field.getKey());
            json.writePOJO(field.getValue());
        });
        datasets.progress(report.run()).ifPresent(progress -> {
            json.writeName("items");
            json.writePOJO(ItemsBody.of(progress));
        });
        List<RescoreQueries.Standing> orders = rescores.into(report.run());
        if (!orders.isEmpty()) {
            json.writeName("rescores");
            json.writePOJO(orders.stream().map(RescoreStandingBody::of).toList());
        }
        if (!selection.none()) {
            writeJobs(report, selection, json);
        }
        json.writeEndObject();
        json.close();
    }

    private void writeJobs(SessionReport report, JobSelection selection, JsonGenerator json) {
        json.writeName("jobs");
        json.writeStartArray();
        long last = selection.after();
        int left = selection.all() ? Integer.MAX_VALUE : selection.limit();
        boolean more = true;
        while (more && left > 0) {
            int size = Math.min(PAGE, left);
            List<ScoreJob> page = reader.ofRun(report.run(), last, size);
            page.forEach(job -> json.writePOJO(JobBody.of(job, report.isHeld())));
            more = page.size() == size;
            left -= page.size();
            last = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
        }
        json.writeEndArray();
        if (!selection.all()) {
            json.writeName("next_page_token");
            json.writePOJO(more ? PageTokens.of(last) : null);
        }
    }
}
