-- The state of feeds.

PRAGMA user_version = 4;
