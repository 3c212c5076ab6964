package dev.marksheet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FairShareTurnsTests {

    private static final String TASK = "score-call";

    private Database db;

    @BeforeEach
    void open() {
        db = Database.postgresql();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void adoptsAllCallsInOneStatementAndNoneTwice() {
        IntStream.range(0, 60).forEach(i -> db.accept("s" + i % 3));
        RecordedSql sql = new RecordedSql(db.source);
        FairShareTurns turns = new FairShareTurns(JdbcClient.create(sql.source()));

        int first = turns.adopt(TASK, Database.NOW);
        int statements = sql.count();

        assertThat(first).isEqualTo(60);
        assertThat(statements).isOne();
        assertThat(turns.adopt(TASK, Database.NOW)).isZero();
        assertThat(turns.waiting()).isEqualTo(60);
        assertThat(db.count("select count(distinct priority) from scheduled_tasks"))
                .isEqualTo(20);
        assertThat(db.count("select min(turn) from session_turn")).isEqualTo(19);
    }

    @Test
    void adoptsTheCallsThatWereCutShortAndNotThoseThatHaveEnded() {
        db.running("s");
        db.accept("s");
        db.sql("update job set status = 'failed' where status = 'queued'");

        assertThat(db.turns().adopt(TASK, Database.NOW)).isOne();
    }
}
