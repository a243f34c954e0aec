-- An event whose time nobody named: `event_start` is its day's beginning, `event_day_end` the day's end, until
-- which it can be answered. Null where the time is known. What was read before stands at midnight, and becomes
-- a day when its order is read again: the reconciler reads every order whose event lies ahead.
ALTER TABLE miomente_partner_portal_booking_confirmations
  ADD COLUMN event_day_end TIMESTAMPTZ(3),
  ADD CONSTRAINT booking_conf_event_day_is_a_day CHECK (
    event_day_end IS NULL
    OR (event_start IS NOT NULL AND event_day_end > event_start AND event_day_end - event_start <= interval '28 hours'));

ALTER TABLE miomente_partner_portal_flagged_order_items
  ADD COLUMN event_day_end TIMESTAMPTZ(3),
  ADD CONSTRAINT flagged_order_items_event_day_is_a_day CHECK (
    event_day_end IS NULL
    OR (event_start IS NOT NULL AND event_day_end > event_start AND event_day_end - event_start <= interval '28 hours'));

-- Whether an event has started stands in both columns; these are read without the table.
DROP INDEX idx_booking_conf_customer;
CREATE INDEX idx_booking_conf_customer
  ON miomente_partner_portal_booking_confirmations (customer_number, status, event_start, id) INCLUDE (event_day_end);
DROP INDEX idx_booking_conf_status;
CREATE INDEX idx_booking_conf_status
  ON miomente_partner_portal_booking_confirmations (status, event_start, id) INCLUDE (event_day_end);
DROP INDEX idx_booking_conf_metrics;
CREATE INDEX idx_booking_conf_metrics
  ON miomente_partner_portal_booking_confirmations (customer_number, created_at)
  INCLUDE (status, clock_started_at, confirmed_at, declined_at, event_start, event_day_end, reminder_count, escalated_at)
  WHERE NOT historic;
DROP INDEX idx_booking_conf_upcoming_orders;
CREATE INDEX idx_booking_conf_upcoming_orders
  ON miomente_partner_portal_booking_confirmations (magento_order_id, event_start, event_day_end)
  WHERE status <> 'cancelled';
