-- What a build may take of a machine's disk, so that who lacks it is counted without reading everybody's whole facts.
-- Absent where the facts tell of no disk, as all do that were stored before.
ALTER TABLE machine ADD COLUMN room BIGINT;
