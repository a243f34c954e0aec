-- Serves programs from 0023.
--
-- Requests that their callers named by a key: what each wrote, kept with the change, and its answer, for a day. The key is
-- kept as a digest of the caller and what they sent, so that nobody's key finds another's answer.
CREATE TABLE miomente_partner_portal_kept_answers (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_key TEXT NOT NULL CONSTRAINT kept_answers_key UNIQUE CHECK (request_key ~ '^[0-9a-f]{64}$'),
  fingerprint TEXT NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  asked_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- Until when nobody else begins the request; null once it is answered
  held_until TIMESTAMPTZ(3),
  -- The bookings that it changed
  written BIGINT[] NOT NULL DEFAULT '{}',
  status SMALLINT,
  body TEXT,
  CONSTRAINT kept_answers_are_whole CHECK ((status IS NULL) = (body IS NULL) AND (status IS NULL) = (held_until IS NOT NULL))
);

CREATE INDEX idx_kept_answers_age ON miomente_partner_portal_kept_answers (asked_at);
