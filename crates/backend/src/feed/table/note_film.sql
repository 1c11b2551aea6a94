ALTER TABLE feed_notes ADD COLUMN audience TEXT NOT NULL DEFAULT 'everybody';
ALTER TABLE feed_notes ADD COLUMN place_key TEXT NOT NULL DEFAULT '';
ALTER TABLE feed_notes ADD COLUMN video TEXT;
ALTER TABLE feed_notes ADD COLUMN film TEXT;
ALTER TABLE feed_notes ADD COLUMN made TEXT;
DROP INDEX feed_notes_by_rank;
DROP INDEX feed_notes_by_category;
CREATE INDEX feed_notes_by_rank ON feed_notes (state, audience, ranked, id);
CREATE INDEX feed_notes_by_category ON feed_notes (category, state, audience, ranked, id);
CREATE INDEX feed_notes_by_video ON feed_notes (video) WHERE video IS NOT NULL;
CREATE INDEX feed_films_by_time ON feed_notes (state, audience, published, id)
    WHERE made IS NOT NULL;
CREATE INDEX feed_films_by_rank ON feed_notes (state, audience, ranked, id)
    WHERE made IS NOT NULL;
CREATE INDEX feed_films_by_place ON feed_notes (place_key, state, audience, published, id)
    WHERE made IS NOT NULL;
CREATE INDEX feed_films_by_account ON feed_notes (account, state, published, id)
    WHERE made IS NOT NULL;
