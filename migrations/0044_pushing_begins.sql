-- Serves programs from 0042.
--
-- Pushing begins after what had happened when it was first asked for. Until all of that has a position, this is the last
-- audit id of it; null once pushing has begun.
ALTER TABLE miomente_partner_portal_event_push ADD COLUMN begins_after BIGINT;
