-- When a machine should be on, as the groups that it is in say; absent where none does.
ALTER TABLE machine ADD COLUMN availability TEXT;
