CREATE TABLE community_previews (
    post TEXT PRIMARY KEY REFERENCES community_posts (id),
    url TEXT NOT NULL,
    tries BIGINT NOT NULL,
    due BIGINT,
    site TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    picture TEXT
);
CREATE INDEX community_previews_by_due ON community_previews (due);
