-- The labels of the join token stay known beside those that a Machine manifest puts over them, which is what groups
-- select by.
ALTER TABLE machine ADD COLUMN token_labels TEXT NOT NULL DEFAULT '{}';
UPDATE machine SET token_labels = labels;
