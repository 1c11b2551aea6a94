CREATE TABLE feed_views (
    note TEXT NOT NULL,
    day BIGINT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (note, day, person)
);
CREATE INDEX feed_views_by_day ON feed_views (day);
CREATE TABLE feed_reach (
    account TEXT NOT NULL,
    day BIGINT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (account, day, person)
);
CREATE INDEX feed_reach_by_day ON feed_reach (day);
