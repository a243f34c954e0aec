-- Serves programs from 0023.
--
-- What was taken back so far, from the audit trail: bookings that were reopened as confirmed ones and are not confirmed now.
UPDATE miomente_partner_portal_booking_confirmations AS booking
SET taken_back_at = reopened.at
FROM (
  SELECT booking_id, max(happened_at) AS at
  FROM miomente_partner_portal_booking_audit
  WHERE type = 'reopened' AND details->>'answer' IS DISTINCT FROM 'decline'
  GROUP BY booking_id
) AS reopened
WHERE booking.id = reopened.booking_id AND booking.status <> 'confirmed';

-- The metrics still come from their index alone. While the new one is built, writes to bookings wait; reading never does.
CREATE INDEX idx_booking_conf_measured
  ON miomente_partner_portal_booking_confirmations (customer_number, created_at)
  INCLUDE (status, clock_started_at, confirmed_at, declined_at, event_start, event_day_end, reminder_count, escalated_at,
    taken_back_at)
  WHERE NOT historic;
DROP INDEX idx_booking_conf_metrics;
ALTER INDEX idx_booking_conf_measured RENAME TO idx_booking_conf_metrics;
