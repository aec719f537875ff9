-- Machines that have to be booted and are not: why, and since when for this reason. Both are part of what they report.
ALTER TABLE machine ADD COLUMN boot_why TEXT;
ALTER TABLE machine ADD COLUMN boot_since BIGINT;
