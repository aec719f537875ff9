-- Until when nobody waits for a lock of this plan and platform, because it cannot be compared with its sources.
ALTER TABLE pathfinder ADD COLUMN alone_until BIGINT;
