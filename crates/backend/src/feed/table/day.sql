CREATE TABLE feed_days (
    account TEXT NOT NULL,
    day BIGINT NOT NULL,
    views BIGINT NOT NULL,
    reach BIGINT NOT NULL,
    likes BIGINT NOT NULL,
    saves BIGINT NOT NULL,
    follows BIGINT NOT NULL,
    PRIMARY KEY (account, day)
);
