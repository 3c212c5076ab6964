package dev.marksheet.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCallQueriesTests extends CallQueriesContract {

    @TempDir
    Path folder;

    @Override
    Database newDatabase() {
        return Database.sqlite(folder);
    }

    @Test
    void readsEveryOrderFromAnIndex() {
        String time = plan("select j.* from job j where j.run_id = 'r' and j.seq < 9 order by j.seq desc limit 5");
        String metric = plan("select j.* from score o join job j on o.seq = j.seq where o.run_id = 'r'"
                + " and o.metric = 'm' and o.value is not null and (o.value, o.seq) > (0.5, 3)"
                + " order by o.value, o.seq limit 5");
        String failed = plan("select f.seq from score f where f.run_id = 'r' and f.outcome <> 'scored'"
                + " and f.outcome = 'failed'");

        assertThat(time).contains("job_of_run").doesNotContain("TEMP B-TREE");
        assertThat(metric).contains("score_worst_first").doesNotContain("TEMP B-TREE");
        assertThat(failed).contains("score_unscored");
    }

    private String plan(String sql) {
        return String.join(
                "\n",
                db.jdbc
                        .sql("explain query plan " + sql)
                        .query((row, n) -> row.getString("detail"))
                        .list());
    }
}
