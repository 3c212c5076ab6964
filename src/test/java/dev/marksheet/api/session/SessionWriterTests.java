package dev.marksheet.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.JobStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(properties = "marksheet.judge.base-url=")
class SessionWriterTests {

    /** More than one page of them. */
    private static final int JOBS = 250;

    @TempDir
    static Path folder;

    @Autowired
    private SessionWriter writer;

    @Autowired
    private SessionQueries sessions;

    @Autowired
    private JobQueries jobQueries;

    @Autowired
    private JobStore jobs;

    @Autowired
    private JudgeHealth health;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", folder::toString);
    }

    @Test
    void endsNoHalfSessionAsAWholeOne() {
        SessionReport report = session("half", JOBS);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (size() == 0) {
                    jdbc.sql("alter table job rename to job_away").update();
                }
                super.write(bytes, offset, length);
            }
        };

        try {
            assertThatThrownBy(() -> write(report, out)).isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.sql("alter table job_away rename to job").update();
        }

        assertThat(out.size()).isPositive();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").doesNotEndWith("}");
    }

    @Test
    void listsACallThatCantBeReadWithAnError() {
        SessionReport report = session("spoiled", 3);
        ScoreJob second = jobQueries.ofRun(report.run(), 0, 3).get(1);
        jdbc.sql("update job set status = 'completed', scores = '{\"exact' where job_id = :id")
                .param("id", second.id().value())
                .update();

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(report, out);

        JsonNode shown = JsonMapper.shared().readTree(out.toByteArray()).get("jobs");
        assertThat(shown).hasSize(3);
        assertThat(shown.get(1).get("job_id").asString()).isEqualTo(second.id().value());
        assertThat(shown.get(1).get("error").asString()).contains("can't be read");
        assertThat(shown.get(2).get("error").isNull()).isTrue();
    }

    private void write(SessionReport report, ByteArrayOutputStream out) {
        writer.write(report, JudgeStatusBody.of(health), JobSelection.of(null, null, null), out);
    }

    private SessionReport session(String id, int calls) {
        SessionId session = new SessionId(id);
        ScoreRequest request = new ScoreRequest(
                session,
                Sample.of("Why?", "Rain.", List.of(), "Rain."),
                List.of("exact_match"),
                Map.of(),
                "local",
                "local");
        IntStream.range(0, calls)
                .mapToObj(i -> jobs.accept(request, Clock.systemUTC().instant()))
                .toList()
                .forEach(accepted -> accepted.join());
        return sessions.find(RunId.of(session)).orElseThrow();
    }
}
