-- Whether the proof of a plan must compute on the machine's GPUs: told apart without reading the whole plan.
ALTER TABLE plan ADD COLUMN cuda INTEGER NOT NULL DEFAULT 0;
UPDATE plan SET cuda = 1 WHERE json LIKE '%"cudaRequired":true%';
