-- What judges have answered for jobs that have not ended: after a crash it is not asked again.
create table job_answer (
    job_id text not null references job (job_id),
    task   text not null,
    answer text not null,
    primary key (job_id, task)
);
