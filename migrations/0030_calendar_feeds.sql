-- Serves programs from 0023.
--
-- The secret addresses of partners' calendars: the SHA-256 of each alone, one for a partner.
CREATE TABLE miomente_partner_portal_calendar_feeds (
  customer_number TEXT PRIMARY KEY,
  token_digest TEXT NOT NULL CONSTRAINT calendar_feed_token UNIQUE CHECK (token_digest ~ '^[0-9a-f]{64}$'),
  made_at TIMESTAMPTZ(3) NOT NULL
);
