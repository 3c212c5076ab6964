-- The last advice of each session that differed from its present one.
create table advice_before (
    run_id   text collate "C" not null primary key references session (run_id),
    calls    bigint not null,
    findings text   not null
);
