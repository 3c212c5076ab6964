-- Times are epoch milliseconds, JSON is text. Statements are the common subset of SQLite and PostgreSQL.

create table session (
    run_id             text    not null primary key,
    session_id         text    not null unique,
    created_at         bigint  not null,
    queued             bigint  not null default 0,
    running            bigint  not null default 0,
    completed          bigint  not null default 0,
    failed             bigint  not null default 0,
    row_count          integer not null default 0,
    chinese_calls      bigint  not null default 0,
    csv_length         bigint  not null default 0,
    latest_finished_at bigint,
    judge_models       text    not null default '[]',
    embedding_models   text    not null default '[]',
    prose              text,
    prose_calls        bigint  not null default 0,
    version            bigint  not null default 0
);
create index session_by_latest_finish on session (coalesce(latest_finished_at, 0), run_id);

create table job (
    seq           integer primary key autoincrement,
    job_id        text    not null unique,
    run_id        text    not null references session (run_id),
    status        text    not null,
    created_at    bigint  not null,
    started_at    bigint,
    finished_at   bigint,
    latency_ms    bigint,
    sample_number integer,
    mean_score    double precision,
    summary       text    not null,
    scores        text,
    usage         text,
    error         text
);
create index job_of_run on job (run_id, seq);
create index job_open on job (seq) where status in ('queued', 'running');
create unique index job_sample on job (run_id, sample_number) where sample_number is not null;

create index job_worst_first on job (run_id, mean_score) where sample_number is not null;

-- The large texts stand apart, so that reading lists of jobs never touches them.
create table job_request (
    job_id  text not null primary key references job (job_id),
    request text not null
);

create table job_evidence (
    job_id   text not null primary key references job (job_id),
    evidence text not null
);

create table score (
    run_id        text    not null,
    metric        text    not null,
    seq           integer not null,
    sample_number integer,
    outcome       text    not null,
    value         double precision,
    primary key (run_id, metric, seq)
);
create index score_worst_first on score (run_id, metric, value, seq);

create table metric_stat (
    run_id   text    not null references session (run_id),
    metric   text    not null,
    position integer not null,
    scored   bigint  not null,
    failed   bigint  not null,
    skipped  bigint  not null,
    mean     double precision not null,
    squares  double precision not null,
    min      double precision not null,
    max      double precision not null,
    primary key (run_id, metric)
);

create table signal_stat (
    run_id   text   not null references session (run_id),
    signal   text   not null,
    eligible bigint not null,
    hits     bigint not null,
    examples text   not null,
    primary key (run_id, signal)
);
