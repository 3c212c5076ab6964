package dev.marksheet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import dev.marksheet.session.ExamRun.State;
import dev.marksheet.session.Usage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class ExamStoreContract {

    private static final Instant NOW = Instant.ofEpochMilli(2_000_000);

    private Database db;
    private ExamStore store;

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
        store = new ExamStore(db.jdbc, db.writes);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void givesBackWhatWasKept() {
        ExamRun begun = run("1", "aaa", State.RUNNING, 0, null);
        assertThat(store.begin(begun, Instant.EPOCH).join()).isTrue();
        assertThat(store.latest(null)).containsExactly(begun);

        store.progress("1", 40, NOW.plusSeconds(5)).join();
        assertThat(store.latest("gpt").get(0)).returns(40, ExamRun::done).returns(NOW.plusSeconds(5), ExamRun::seenAt);

        ExamRun ended = run("1", "aaa", State.COMPLETED, 154, result(0.9));
        store.end(ended).join();
        assertThat(store.latest(null)).containsExactly(ended);
        assertThat(store.latest("local")).isEmpty();
        assertThat(store.results(Set.of("bbb", "aaa"))).containsExactly(result(0.9));
    }

    @Test
    void letsOneExamOfAJudgeRunAtATime() {
        assertThat(store.begin(run("1", "aaa", State.RUNNING, 0, null), Instant.EPOCH)
                        .join())
                .isTrue();
        assertThat(store.begin(run("2", "aaa", State.RUNNING, 0, null), Instant.EPOCH)
                        .join())
                .isFalse();
        assertThat(store.begin(run("3", "bbb", State.RUNNING, 0, null), Instant.EPOCH)
                        .join())
                .isTrue();

        store.end(run("1", "aaa", State.FAILED, 3, null)).join();
        assertThat(store.begin(run("4", "aaa", State.RUNNING, 0, null), Instant.EPOCH)
                        .join())
                .isTrue();
        assertThat(store.latest(null)).extracting(ExamRun::id).containsExactly("4", "3");
    }

    @Test
    void anExamThatWentSilentMakesRoomAndSaysThatItWasInterrupted() {
        store.begin(run("1", "aaa", State.RUNNING, 0, null), Instant.EPOCH).join();
        assertThat(store.begin(run("2", "aaa", State.RUNNING, 0, null), NOW.plusSeconds(1))
                        .join())
                .isTrue();

        // The one that was taken for dead ends after all.
        store.end(run("1", "aaa", State.COMPLETED, 154, result(0.5))).join();

        assertThat(store.completed("aaa", 5)).isEmpty();
        assertThat(db.count("select count(*) from exam where exam_id = '1' and state = 'interrupted'"))
                .isEqualTo(1);
    }

    @Test
    void keepsTheLastTenOfAJudgeAndGivesTheLatestFirst() {
        for (int i = 0; i < 14; i++) {
            String id = Character.toString('a' + i);
            store.begin(run(id, "aaa", State.RUNNING, 0, null), Instant.EPOCH).join();
            store.end(run(id, "aaa", State.COMPLETED, 154, result(i / 100.0))).join();
        }
        assertThat(store.completed("aaa", 2)).extracting(ExamRun::id).containsExactly("n", "m");
        assertThat(store.results(List.of("aaa"))).containsExactly(result(0.13));
        assertThat(db.count("select count(*) from exam")).isLessThanOrEqualTo(11);
    }

    private static ExamRun run(String id, String fingerprint, State state, int done, @Nullable ExamResult result) {
        return new ExamRun(
                id,
                fingerprint,
                "gpt",
                state,
                NOW,
                NOW,
                state == State.RUNNING ? null : NOW.plusSeconds(60),
                done,
                154,
                state == State.FAILED ? "nobody answers" : null,
                result);
    }

    private static ExamResult result(double accuracy) {
        ExamResult.Part part = new ExamResult.Part(9, 7, accuracy, accuracy - 0.1, accuracy + 0.1);
        Map<String, @Nullable Boolean> passed = new LinkedHashMap<>();
        passed.put("en-001", true);
        passed.put("en-002", null);
        return new ExamResult(
                "gpt", part, Map.of("en", part), Map.of("number", part), 1, 2, Usage.of(4, 1, 100, 20), 12, passed);
    }
}
