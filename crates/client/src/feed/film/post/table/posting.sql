-- Videos that one posts, in the order in which one did.
CREATE TABLE posting (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The upload; each new try is another one.
    video TEXT NOT NULL UNIQUE,
    -- The name of the file, among those that are staged.
    file TEXT NOT NULL,
    -- What was asked for, in JSON; the account is chosen.
    request TEXT NOT NULL,
    -- The operation that names the video, and whether it changes a note that is there already.
    op TEXT NOT NULL,
    edits INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL,
    -- What the service is known to have.
    sent INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('sending', 'written', 'failed', 'dropped')),
    -- Why it failed, or why it waits.
    error TEXT,
    created INTEGER NOT NULL
) STRICT;
