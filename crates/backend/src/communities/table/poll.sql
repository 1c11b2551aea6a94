CREATE TABLE community_polls (
    post TEXT PRIMARY KEY REFERENCES community_posts (id),
    ballot TEXT NOT NULL,
    ends BIGINT,
    counts TEXT NOT NULL,
    voters BIGINT NOT NULL
);
CREATE TABLE community_choices (
    post TEXT NOT NULL REFERENCES community_polls (post),
    person TEXT NOT NULL,
    chosen TEXT NOT NULL,
    PRIMARY KEY (post, person)
);
