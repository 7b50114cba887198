-- The change log, subscriptions, the outbox and retractions.
--
-- Instants are milliseconds since 1970-01-01T00:00:00Z. server_id is '' for a conversation that belongs to no server.

-- Words are not repeated here: data names their places in the text of the revision.
CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    fact_kind INTEGER NOT NULL,
    fact_id TEXT NOT NULL,
    article INTEGER NOT NULL,
    revision_row INTEGER NOT NULL,
    published_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    data BLOB NOT NULL
);

CREATE INDEX changes_by_time ON changes (recorded_at);

CREATE INDEX changes_by_article ON changes (article);

-- One row: how far the matcher has read, and a number that any change of a subscription counts up.
CREATE TABLE matcher (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    cursor INTEGER NOT NULL,
    subscriptions_version INTEGER NOT NULL
);

INSERT INTO matcher (only, cursor, subscriptions_version) VALUES (1, 0, 0);

CREATE TABLE subscriptions (
    subscription INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    platform TEXT NOT NULL,
    server_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    dossier TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    after INTEGER NOT NULL,
    state INTEGER NOT NULL,
    state_since INTEGER,
    state_reason TEXT,
    data BLOB NOT NULL
);

CREATE INDEX subscriptions_by_channel ON subscriptions (platform, server_id, channel_id, state);

CREATE INDEX subscriptions_paused ON subscriptions (state_since) WHERE state = 1;

CREATE INDEX subscriptions_ended ON subscriptions (state_since) WHERE state = 2;

-- States: 0 owed, 1 claimed, 2 sending; whatever is more has ended.
CREATE TABLE deliveries (
    delivery INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    platform TEXT NOT NULL,
    server_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    group_name TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    retry_at INTEGER,
    sending_at INTEGER,
    confirmed_at INTEGER,
    ended_at INTEGER,
    may_be_posted INTEGER NOT NULL,
    message_id TEXT,
    amends INTEGER,
    problem TEXT
);

-- Ended deliveries are many, and none of these holds one of them.
CREATE INDEX deliveries_owed ON deliveries (platform, due_at, delivery, server_id, channel_id, retry_at, state) WHERE state = 0;

CREATE INDEX deliveries_to_join ON deliveries (platform, server_id, channel_id, kind, group_name) WHERE state = 0;

CREATE INDEX deliveries_busy ON deliveries (platform, server_id, channel_id) WHERE state BETWEEN 1 AND 2;

CREATE INDEX deliveries_ended ON deliveries (state, ended_at) WHERE state > 2;

-- What each subscription was or is to be told, once. Of a delivery that was pruned the number is taken out and the row stays.
CREATE TABLE delivery_items (
    subscription_id TEXT NOT NULL,
    fact_id TEXT NOT NULL,
    fact_kind INTEGER NOT NULL,
    mark TEXT NOT NULL,
    change INTEGER NOT NULL,
    place INTEGER NOT NULL,
    delivery INTEGER,
    PRIMARY KEY (subscription_id, fact_id, fact_kind, mark)
) WITHOUT ROWID;

CREATE INDEX delivery_items_by_delivery ON delivery_items (delivery, place) WHERE delivery IS NOT NULL;

CREATE INDEX delivery_items_by_fact ON delivery_items (fact_id, fact_kind, delivery) WHERE delivery IS NOT NULL;

-- What is hidden for good: by id, and by who said what in normalised words.
CREATE TABLE retractions (
    fact_id TEXT PRIMARY KEY,
    fact_kind INTEGER NOT NULL,
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    retracted_at INTEGER NOT NULL,
    data BLOB NOT NULL
);

-- In which articles it was found and left out.
CREATE TABLE retraction_articles (
    fact_id TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (fact_id, article)
) WITHOUT ROWID;

PRAGMA user_version = 3;
