-- Finds the sessions that are at work without a look at the others. It changes only when a session begins or ends work,
-- so a stream of calls into one session does not pay for it.
create index session_open on session (run_id) where queued + running > 0;
