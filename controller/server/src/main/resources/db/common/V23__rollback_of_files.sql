-- A plan has one lock after another: which files are gone back to, and which plan was assigned before.
ALTER TABLE generation_rollback ADD COLUMN lock TEXT;
ALTER TABLE generation_rollback ADD COLUMN plan_before TEXT;
