-- The change log, subscriptions, the outbox and retractions.

PRAGMA user_version = 3;
