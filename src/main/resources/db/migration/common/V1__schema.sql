-- All that is kept, in the common subset of SQL that SQLite and PostgreSQL share. Where the two need other words a
-- placeholder stands, filled in by dev.marksheet.store.database.Schema:
--   ${name}      an id or a name: text that is compared byte by byte, so that every order is the same on both
--   ${sequence}  a number that the database gives out, ascending and never twice
-- Times are epoch milliseconds, JSON is text. Tables are in such an order that none refers to a later one: the copy from
-- one database to the other relies on it. What only PostgreSQL needs is in ../only-postgresql.

-- A session and its report: counters and figures, all kept by increments.
create table session (
    run_id             ${name} not null primary key,
    -- One-to-one with the run's id, which alone is unique: two rules would make two first calls at once trip over each other.
    session_id         ${name} not null,
    -- The session's id in small letters of any script, for search: SQLite's lower() knows ASCII alone.
    search_name        text    not null default '',
    created_at         bigint  not null,
    queued             bigint  not null default 0,
    running            bigint  not null default 0,
    completed          bigint  not null default 0,
    failed             bigint  not null default 0,
    cancelled          bigint  not null default 0,
    row_count          integer not null default 0,
    chinese_calls      bigint  not null default 0,
    -- The length of scores.csv in bytes. What stands beyond it was never acknowledged.
    csv_length         bigint  not null default 0,
    -- The checksum over them: a file that somebody else has changed is told by it.
    csv_checksum       bigint  not null default 0,
    -- Grows when scores of calls that had ended are replaced or taken back: whoever has added them up begins anew.
    scores_replaced    bigint  not null default 0,
    latest_finished_at bigint,
    judge_models       text    not null default '[]',
    embedding_models   text    not null default '[]',
    -- The judge's advice in prose, and how many calls it has seen.
    prose              text,
    prose_calls        bigint  not null default 0,
    -- What all of it has cost, that written in vain too, as JSON.
    prose_usage        text    not null default '{}',
    -- Until when one process may ask for newer prose; the others leave it alone.
    prose_claimed_to   bigint  not null default 0,
    -- How many of its calls have had their texts forgotten, and how many of those scores.csv leaves out.
    forgotten          bigint  not null default 0,
    csv_forgotten      bigint  not null default 0,
    -- What people have set: see session.SessionSettings. The labels, as JSON, stand in session_label once more, for filters.
    name               text,
    labels             text    not null default '{}',
    pinned             integer not null default 0,
    expect             bigint,
    gate               text,
    budget             double precision,
    -- What its calls and its advice have cost so far, in the currency of the configured prices: past the budget no call
    -- is begun.
    spent              double precision not null default 0,
    -- Since when its gate is to be looked at, so that a turn is told of whatever becomes of the process; null while it is not.
    gate_due           bigint,
    -- The verdict of its gate that was told of last.
    gate_told          ${name},
    -- Grows with every change.
    version            bigint  not null default 0,
    -- The key with which the session was begun; null while keys were not asked for.
    key_id             ${name}
);
create index session_by_latest_finish on session (coalesce(latest_finished_at, 0), run_id);
create index session_by_activity on session (coalesce(latest_finished_at, created_at), run_id);
-- Finds the sessions that are at work without a look at the others. It changes only when a session begins or ends work,
-- so a stream of calls into one session does not pay for it.
create index session_open on session (run_id) where queued + running > 0;

create index session_gate_due on session (gate_due) where gate_due is not null;

-- Who marked a job and how: the job names the hash, the parts stand here once.
create table judge_fingerprint (
    hash  ${name} not null primary key,
    parts text    not null
);

-- A call and its result. A result (scores and what goes with it) is kept before it is reported, with the end of the job.
-- The rows of a session that is deleted outlive the session's own row for a while (see session_deletion): nothing finds
-- them any more, and no foreign key asks for it.
create table job (
    seq           ${sequence},
    job_id        ${name} not null unique,
    run_id        ${name} not null,
    status        text    not null,
    created_at    bigint  not null,
    started_at    bigint,
    -- How often a process began to score it and did not live to end or hand it back.
    starts        integer not null default 0,
    -- How often the call was taken up again after it had ended: see job_attempt.
    retries       integer not null default 0,
    finished_at   bigint,
    latency_ms    bigint,
    -- The row of scores.csv; null while there is none.
    sample_number integer,
    mean_score    double precision,
    summary       text    not null,
    scores        text,
    usage         text,
    error         text,
    fingerprint   text,
    -- Orders to the judge in the texts of the call, as JSON; null when none were found.
    injections    text,
    -- Equal questions of different runs have equal keys.
    question_key  text,
    -- The client's own id of the row that was marked.
    item          ${name},
    -- The job of another session that this one marks anew.
    rescored_from ${name},
    -- The key with which the call was sent; null while keys were not asked for.
    key_id        ${name},
    -- When its texts were forgotten; null while they are kept.
    forgotten_at  bigint
);
create index job_of_run on job (run_id, seq);
create index job_open on job (seq) where status in ('queued', 'running');
create index job_open_of_key on job (key_id) where key_id is not null and status in ('queued', 'running');
create unique index job_sample on job (run_id, sample_number) where sample_number is not null;
create index job_worst_first on job (run_id, mean_score, seq) where sample_number is not null;
-- All calls of a run, the failed ones before the worst and the open ones last.
create index job_ranked on job
    (run_id, (case status when 'failed' then -9 when 'completed' then coalesce(mean_score, 9) else 99 end), seq);
-- Find the few among many.
create index job_open_of_run on job (run_id, seq) where status in ('queued', 'running');
create index job_injected on job (run_id, seq) where injections is not null;

-- The keys that clients have given their calls lately: a call that is sent again with its key is the same call. The hash
-- is of what was sent. The job is null only within the transaction that stores it.
create table call_key (
    run_id       ${name} not null,
    call_key     ${name} not null,
    job_id       ${name} references job (job_id),
    request_hash text    not null,
    created_at   bigint  not null,
    primary key (run_id, call_key)
);
create index call_key_by_age on call_key (created_at);
create index call_key_of_job on call_key (job_id);

-- The large texts stand apart, so that reading lists of jobs never touches them.
create table job_request (
    job_id  ${name} not null primary key references job (job_id),
    request text    not null,
    -- What is searched: question, answer, contexts and ground truth, in small letters.
    words   text    not null default ''
);

create table job_evidence (
    job_id   ${name} not null primary key references job (job_id),
    evidence text    not null
);

-- What judges have answered for jobs that have not ended: after a crash it is not asked again.
create table job_answer (
    job_id ${name} not null references job (job_id),
    task   ${name} not null,
    answer text    not null,
    primary key (job_id, task)
);

-- The scores of ended jobs one by one, for orders and filters by a metric.
create table score (
    run_id        ${name} not null,
    metric        ${name} not null,
    seq           bigint  not null,
    sample_number integer,
    outcome       text    not null,
    value         double precision,
    primary key (run_id, metric, seq)
);
create index score_worst_first on score (run_id, metric, value, seq);
-- Finds the few calls with a metric that failed or was skipped among many that were scored.
create index score_unscored on score (run_id, outcome, seq) where outcome <> 'scored';

-- The figures of a metric in a session, kept by increments, so that they cost the same however long the session is.
create table metric_stat (
    run_id       ${name} not null references session (run_id),
    metric       ${name} not null,
    -- The metric's column in scores.csv.
    position     integer not null,
    scored       bigint  not null,
    failed       bigint  not null,
    skipped      bigint  not null,
    mean         double precision not null,
    -- The sum of squared distances from the mean.
    squares      double precision not null,
    min          double precision not null,
    max          double precision not null,
    histogram    text,
    trend        text,
    -- The range of the scores and which way is better, as the metric was described when it scored: an own criterion may
    -- be described otherwise later, or be gone.
    lowest           double precision not null,
    highest          double precision not null,
    higher_is_better integer          not null,
    -- What the metric has cost so far, and the fingerprints of its marks, as JSON.
    usage        text    not null default '{}',
    fingerprints text    not null default '[]',
    primary key (run_id, metric)
);

-- What the advice counts about a session's calls besides their scores.
create table signal_stat (
    run_id   ${name} not null references session (run_id),
    signal   ${name} not null,
    eligible bigint  not null,
    hits     bigint  not null,
    examples text    not null,
    primary key (run_id, signal)
);

-- The last advice of each session that differed from its present one.
create table advice_before (
    run_id   ${name} not null primary key references session (run_id),
    calls    bigint  not null,
    findings text    not null
);

-- Webhooks: messages that receivers are to get, written with the change that causes them, and kept some days after their
-- end. They refer to no session, as they outlive it.
create table webhook_delivery (
    seq          ${sequence},
    delivery_id  ${name} not null unique,
    -- Who is to get it: a hash of the address, which may hold a key.
    receiver     ${name} not null,
    event        ${name} not null,
    -- What goes in order: the run; empty for what is about no run.
    run_id       ${name} not null default '',
    data         text    not null,
    -- pending, delivered, or failed when it was given up.
    state        ${name} not null,
    created_at   bigint  not null,
    -- When it is given up.
    tried_until  bigint  not null,
    attempts     integer not null default 0,
    next_at      bigint  not null,
    -- Until when one process has it in hand.
    claimed_to   bigint  not null default 0,
    ended_at     bigint,
    -- What came of the last attempt: the HTTP status, and why it was not taken.
    status       integer,
    fault        text
);
create index webhook_delivery_in_order on webhook_delivery (receiver, run_id, seq) where state = 'pending';
create index webhook_delivery_due on webhook_delivery (receiver, next_at) where state = 'pending';
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;

-- How judges did in the exam, run by run.
create table exam (
    exam_id     ${name} not null primary key,
    -- The judge's, as the marks of a call by faithfulness alone have it.
    fingerprint ${name} not null,
    judge_model ${name} not null,
    state       text    not null,
    started_at  bigint  not null,
    -- When it was last heard of: one that runs and has been silent for long was interrupted.
    seen_at     bigint  not null,
    finished_at bigint,
    done        integer not null default 0,
    row_count   integer not null,
    error       text,
    result      text
);
create index exam_of_judge on exam (fingerprint, started_at, exam_id);
-- A judge sits one exam at a time, whichever node runs it.
create unique index exam_running on exam (fingerprint) where state = 'running';

-- What sessions and calls are found by.

create table session_label (
    run_id      ${name} not null references session (run_id),
    label_key   ${name} not null,
    label_value ${name} not null,
    primary key (run_id, label_key)
);
create index session_label_by_value on session_label (label_key, label_value, run_id);

create table job_metadata (
    run_id         ${name} not null,
    metadata_key   ${name} not null,
    metadata_value ${name} not null,
    seq            bigint  not null,
    primary key (run_id, metadata_key, metadata_value, seq)
);
create index job_metadata_by_value on job_metadata (metadata_key, metadata_value, seq);

create index job_by_item on job (item, seq) where item is not null;
create index job_of_run_by_item on job (run_id, item, seq) where item is not null;
-- The few that ended without a row.
create index job_without_row on job (status, seq) where status in ('failed', 'cancelled');
create index job_of_run_without_row on job (run_id, status, seq) where status in ('failed', 'cancelled');

-- What is scored again.

-- How calls had ended before they were taken up again, from 1. While a call is taken up again its row in scores.csv is
-- that of its latest attempt, and its figures are counted; until then its own columns hold nothing.
create table job_attempt (
    job_id      ${name} not null references job (job_id),
    number      integer not null,
    status      text    not null,
    started_at  bigint,
    finished_at bigint  not null,
    latency_ms  bigint  not null,
    mean_score  double precision,
    scores      text    not null,
    usage       text,
    error       text,
    fingerprint text,
    injections  text,
    primary key (job_id, number)
);
-- The few that can be taken up again.
create index job_failed on job (run_id, seq) where error is not null;

-- Orders to score the calls of a session into another one. Calls are copied little by little, each once: the index says so.
create table rescore (
    run_id        ${name} not null references session (run_id),
    order_key     ${name} not null,
    source_run_id ${name} not null,
    -- What changes, and which calls are meant, as JSON.
    changes       text    not null,
    selection     text    not null,
    -- The last call that was copied, and the last one that is to be.
    after_seq     bigint  not null default 0,
    up_to_seq     bigint  not null,
    created_at    bigint  not null,
    -- copying, done, or source_deleted when what is missing can't be copied any more.
    state         ${name} not null default 'copying',
    -- Until when one process copies; the others leave it alone.
    claimed_to    bigint  not null default 0,
    primary key (run_id, order_key)
);
create index rescore_open on rescore (created_at) where state = 'copying';
create unique index job_rescored on job (run_id, rescored_from) where rescored_from is not null;

-- Access: keys, logins by them, and who did what. A key's secret and a login's token are kept as SHA-256 alone.
create table access_key (
    key_id           ${name} not null primary key,
    name             text    not null,
    role             text    not null,
    -- Of the ids of the sessions that the key reaches; null where it reaches all.
    session_prefix   text,
    secret_hash      text    not null,
    created_at       bigint  not null,
    expires_at       bigint,
    revoked_at       bigint,
    -- To within a minute.
    last_used_at     bigint,
    calls_per_minute integer,
    max_open_calls   integer
);
create index access_key_by_age on access_key (created_at, key_id);

create table access_login (
    token_hash ${name} not null primary key,
    key_id     ${name} not null,
    -- The key's as it was at the login: with another secret the login has ended.
    key_hash   text    not null,
    expires_at bigint  not null
);
create index access_login_by_expiry on access_login (expires_at);

-- Written and read, never changed.
create table audit (
    -- Of the time and a part drawn by lot, so that ids of all nodes ascend with the time.
    entry_id       ${name} not null primary key,
    created_at     bigint  not null,
    key_id         ${name},
    key_name       text,
    action         text    not null,
    target         text    not null,
    outcome        text    not null,
    status         integer not null,
    remote_address text    not null,
    -- How many attempts of the kind this entry stands for.
    attempts       bigint  not null default 1
);
create index audit_refused on audit (entry_id) where outcome = 'refused';

-- Datasets: questions, some with answers, that are scored together. See dev.marksheet.dataset.

create table dataset (
    name       ${name} not null primary key,
    created_at bigint  not null,
    -- The latest number of a version; none is given out twice, also when versions are gone.
    latest     integer not null default 0
);

create table dataset_version (
    version_id     ${name} not null primary key,
    name           ${name} not null references dataset (name),
    -- Null while it is being stored, looked at before it is, or deleted.
    version        integer,
    created_at     bigint  not null,
    -- A hash of the file and of how it was read: the same once more is the same version.
    source         ${name} not null,
    byte_count     bigint  not null,
    row_count      integer not null,
    answered_count integer not null,
    -- What was found in the file, which column is which field, and what was wrong with rows, as JSON.
    details        text    not null
);
create unique index dataset_version_number on dataset_version (name, version) where version is not null;
create unique index dataset_version_source on dataset_version (name, source) where version is not null;
create index dataset_version_draft on dataset_version (created_at) where version is null;

-- The rows as they were found, under their places in the file from 1 on.
create table dataset_item (
    version_id  ${name} not null references dataset_version (version_id),
    item_number integer not null,
    item        ${name} not null,
    answered    integer not null,
    -- Of the file, where the row begins.
    line        integer not null,
    content     text    not null,
    primary key (version_id, item_number)
);
create unique index dataset_item_by_id on dataset_item (version_id, item);

-- A version on its way into a session: the rows up to the last number have become calls.
create table dataset_feed (
    run_id      ${name} not null,
    name        ${name} not null,
    version     integer not null,
    created_at  bigint  not null,
    last_number integer not null default 0,
    -- What all its calls have in common, as JSON.
    request     text    not null,
    state       text    not null,
    -- Until when one process may feed it; the others leave it alone.
    claimed_to  bigint  not null default 0,
    primary key (run_id, name, version)
);
create index dataset_feed_open on dataset_feed (created_at) where state = 'feeding';

-- How many items of a version a session is about, and how many of them have a call that ended.
create table dataset_use (
    run_id     ${name} not null,
    name       ${name} not null,
    version    integer not null,
    began_at   bigint  not null,
    item_count integer not null,
    done       integer not null default 0,
    primary key (run_id, name, version)
);

create index dataset_use_of on dataset_use (name, began_at);

create table dataset_item_done (
    run_id  ${name} not null,
    name    ${name} not null,
    version integer not null,
    item    ${name} not null,
    primary key (run_id, name, version, item)
);

-- What is deleted.

-- Sessions that were deleted and whose rows are still being swept. While one stands here, its id takes no call.
create table session_deletion (
    run_id     ${name} not null primary key,
    deleted_at bigint  not null,
    -- Until when one process sweeps it; the others leave it alone.
    claimed_to bigint  not null default 0
);

-- The highest version that a deleted session has had. Sessions begin above it, so that no version means two things.
create table version_floor (
    scope   ${name} not null primary key,
    version bigint  not null
);
