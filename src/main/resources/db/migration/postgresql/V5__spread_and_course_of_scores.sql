-- Kept by increments, so that charts of a session cost the same however long it is.
alter table metric_stat add column histogram text;
alter table metric_stat add column trend text;
