-- When the environments of a machine may change, by their names, as its assignment says it.
ALTER TABLE assignment ADD COLUMN schedules TEXT NOT NULL DEFAULT '{}';
