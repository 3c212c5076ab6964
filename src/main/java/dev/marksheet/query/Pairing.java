package dev.marksheet.query;

import dev.marksheet.session.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By what calls of two runs are paired. */
final class Pairing {

    /**
     * Rows of different datasets are numbered alike and have nothing in common. Where only one run says of which dataset it
     * is, the other's items are taken to be the same, since clients that name their rows themselves need no dataset.
     */
    private static final String BY_ITEM = """
            select count(*) from session
            where run_id = :one
              and exists (select 1 from job where run_id = :one and item is not null)
              and exists (select 1 from job where run_id = :other and item is not null)
              and (not exists (select 1 from dataset_use where run_id = :one)
                or not exists (select 1 from dataset_use where run_id = :other)
                or exists (select 1 from dataset_use u join dataset_use v on v.name = u.name
                           where u.run_id = :one and v.run_id = :other))
            """;

    private Pairing() {}

    /** Whether both runs have items, and these may be of one dataset; else equal questions are paired. */
    static boolean byItem(JdbcClient jdbc, RunId one, RunId other) {
        return jdbc.sql(BY_ITEM)
                        .param("one", one.value())
                        .param("other", other.value())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
