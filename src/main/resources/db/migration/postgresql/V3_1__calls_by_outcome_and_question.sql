-- Finds the few calls with a metric that failed or was skipped among many that were scored.
create index score_unscored on score (run_id, outcome, seq) where outcome <> 'scored';

-- Equal questions of different runs have equal keys; null in calls that are older than this column.
alter table job add column question_key text;
