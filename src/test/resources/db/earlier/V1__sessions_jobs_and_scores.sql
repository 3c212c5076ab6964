-- Stands for a schema of a version before the first release.
create table session (
    run_id text not null primary key
);
