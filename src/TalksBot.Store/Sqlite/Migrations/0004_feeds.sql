-- The state of feeds and the items that they have shown.

CREATE TABLE feeds (
    dossier TEXT NOT NULL,
    feed TEXT NOT NULL,
    next_at TEXT,
    tried_at TEXT,
    succeeded_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    problem_at TEXT,
    entity_tag TEXT,
    last_modified TEXT,
    moved_to TEXT,
    is_gone INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    left_out INTEGER NOT NULL DEFAULT 0,
    given_up INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (dossier, feed)
) WITHOUT ROWID;

CREATE TABLE feed_items (
    dossier TEXT NOT NULL,
    feed TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    retry_at TEXT,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (dossier, feed, key)
) WITHOUT ROWID;

CREATE INDEX feed_items_by_seen ON feed_items (seen_at);

-- Only those that wait to be read again.
CREATE INDEX feed_items_by_retry ON feed_items (dossier, feed, retry_at) WHERE retry_at IS NOT NULL;

PRAGMA user_version = 4;
