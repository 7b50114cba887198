-- What channels chose, and what adapters keep across restarts.

-- server_id is '' for a conversation that belongs to no server. No row: the channel chose nothing.
CREATE TABLE channels (
    platform TEXT NOT NULL,
    server_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    dossier TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at TEXT NOT NULL,
    PRIMARY KEY (platform, server_id, channel_id)
) WITHOUT ROWID;

CREATE TABLE kept_values (
    area TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (area, key)
);

PRAGMA user_version = 2;
