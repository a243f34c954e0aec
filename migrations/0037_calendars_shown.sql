-- Serves programs from 0023.
--
-- Which state of a partner's calendar was shown last, and how many were shown: programs that subscribe need a number that
-- never falls. A program of the release before leaves these columns alone.
ALTER TABLE miomente_partner_portal_calendar_feeds
  ADD COLUMN revision INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN shown TEXT,
  ADD COLUMN shown_at TIMESTAMPTZ(3);
