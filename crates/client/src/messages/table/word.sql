CREATE TABLE message_word (
    term TEXT NOT NULL,
    key TEXT NOT NULL,
    sent INTEGER NOT NULL,
    PRIMARY KEY (term, key)
) WITHOUT ROWID;
CREATE INDEX message_word_by_key ON message_word (key);
