-- Who marked a job and how: the job names the hash, the parts stand here once.
create table judge_fingerprint (
    hash  text collate "C" not null primary key,
    parts text not null
);
alter table job add column fingerprint text;
-- Orders to the judge in the texts of the call, as JSON; null when none were found.
alter table job add column injections text;

-- What each metric of a session has cost so far, and the fingerprints of its marks, as JSON.
alter table metric_stat add column usage text not null default '{}';
alter table metric_stat add column fingerprints text not null default '[]';
