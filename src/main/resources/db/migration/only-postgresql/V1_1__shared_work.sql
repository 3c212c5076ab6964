-- What only PostgreSQL needs, since many processes share the work there.

-- The last turn that a session was given; a call's turn is its place in the order of work over all sessions.
create table session_turn (
    run_id ${name} not null primary key references session (run_id),
    turn   integer not null
);
create index session_turn_latest on session_turn (turn);

-- The open calls, as db-scheduler wants them: a row per call, gone once the call has ended.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint not null,
    priority             integer,
    primary key (task_name, task_instance)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0.0, autovacuum_analyze_threshold = 1000);
create index scheduled_tasks_in_turn on scheduled_tasks (priority desc, execution_time);
-- Of heartbeats there are many: an index on them would have to be written with each.
create index scheduled_tasks_picked on scheduled_tasks (task_name) where picked;
