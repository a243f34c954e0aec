-- An event that has begun stays where it was: `event_start` keeps its date, and what the shop names since stands
-- in these columns. Null where the shop names no other date.
ALTER TABLE miomente_partner_portal_booking_confirmations
  ADD COLUMN moved_event_start TIMESTAMPTZ(3),
  ADD COLUMN moved_event_day_end TIMESTAMPTZ(3),
  ADD CONSTRAINT booking_conf_moved_event_was_another CHECK (
    (moved_event_start IS NULL OR event_start IS NOT NULL)
    AND (moved_event_day_end IS NULL OR moved_event_start IS NOT NULL)) NOT VALID;

-- Whoever answers for a booking from before go-live makes it an ordinary one. Nobody had waited for the answer.
UPDATE miomente_partner_portal_booking_confirmations
SET historic = false, clock_started_at = coalesce(confirmed_at, declined_at)
WHERE historic AND status IN ('confirmed', 'declined');

-- A date before the order is shown to the office, though such a booking is silent.
DROP INDEX idx_booking_conf_flagged;
CREATE INDEX idx_booking_conf_flagged
  ON miomente_partner_portal_booking_confirmations (event_start NULLS FIRST, id)
  WHERE status <> 'cancelled' AND flags <> '{}' AND (NOT historic OR flags @> '{event_before_order}');
