-- What judges have answered for jobs that have not ended: after a crash it is not asked again.
create table job_answer (
    job_id text collate "C" not null references job (job_id),
    task   text collate "C" not null,
    answer text not null,
    primary key (job_id, task)
);
