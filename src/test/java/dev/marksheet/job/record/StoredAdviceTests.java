package dev.marksheet.job.record;

import static dev.marksheet.job.record.RecordedSession.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.report.RunFiles;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class StoredAdviceTests {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final SessionReport.AdviceProse PROSE = new SessionReport.AdviceProse("Look at the retriever.", 20);
    private static final Usage TWO = Usage.of(2, 0, 100, 10);

    private final RecordedSession session = new RecordedSession();
    private final StoredAdvice advice = new StoredAdvice(
            session.sessions,
            session.queries,
            session.files.reports(),
            session.documents,
            Clock.fixed(NOW, ZoneOffset.UTC),
            Duration.ofMinutes(6));
    private final SessionReport seen = session.report();

    @Test
    void theRightToAskIsTakenForAWhileAndGivenBack() {
        assertThat(advice.find(RUN)).contains(seen);
        assertThat(advice.claim(RUN)).isTrue();
        advice.release(RUN);

        assertThat(session.sessions.prose())
                .containsExactly("claim session-s at " + NOW + " to " + NOW.plusSeconds(360), "release session-s");
    }

    @Test
    void anotherMayHaveTheRight() {
        session.sessions.delete(RUN);

        assertThat(advice.find(RUN)).isEmpty();
        assertThat(advice.claim(RUN)).isFalse();
    }

    @Test
    void proseIsPaidForKeptAndThenInTheFileWhileNobodyElseWritesIt() {
        List<Object> exclusive = new ArrayList<>();
        session.files.beforeWrite(name -> exclusive.add(session.sessions.exclusive()));

        advice.keep(seen, PROSE, TWO);

        assertThat(session.sessions.prose())
                .containsExactly(
                        "usage session-s of " + Reported.CREATED + ": 2",
                        "prose session-s of " + Reported.CREATED + ": Look at the retriever.");
        assertThat(session.files.texts())
                .containsOnlyKeys(RunFiles.ADVICE)
                .containsValue(session.documents.advice(seen));
        assertThat(exclusive).containsExactly(RUN);
    }

    @Test
    void theFileSaysWhatTheDatabaseSaysByThen() {
        SessionReport later = Reported.session("s").prose("Newer.", 30).report();
        session.sessions.put(later);

        advice.keep(seen, PROSE, TWO);

        assertThat(session.files.texts()).containsEntry(RunFiles.ADVICE, session.documents.advice(later));
        assertThat(session.files.texts().get(RunFiles.ADVICE)).contains("Newer.");
    }

    @Test
    void aSessionThatWasDeletedOrBegunAnewHasNoProseOfTheOldOne() {
        session.sessions.put(
                Reported.session("s").created(Reported.CREATED.plusMillis(1)).report());
        advice.keep(seen, PROSE, TWO);
        session.sessions.delete(RUN);
        advice.keep(seen, PROSE, TWO);

        assertThat(session.files.texts()).isEmpty();
    }

    @Test
    void whatTheDatabaseThrowsIsThrown() {
        session.sessions.refuseWith(new DataAccessResourceFailureException("disk full"));

        assertThatThrownBy(() -> advice.claim(RUN)).hasMessage("disk full");
        assertThatThrownBy(() -> advice.release(RUN)).hasMessage("disk full");
        assertThatThrownBy(() -> advice.spent(seen, TWO)).hasMessage("disk full");
        assertThatThrownBy(() -> advice.keep(seen, PROSE, TWO)).hasMessage("disk full");
        assertThat(session.files.texts()).isEmpty();
    }
}
