-- Serves programs from 0023.
--
-- When a booking's customer data was erased. A program of the release before does not erase. What it writes of an erased
-- booking is refused by the check below, so it can't import such an order: erasing is switched on when none runs any more.
ALTER TABLE miomente_partner_portal_booking_confirmations
  ADD COLUMN customer_erased_at TIMESTAMPTZ(3),
  -- Rows that exist have not been erased, so none is looked at and nothing waits for the lock.
  ADD CONSTRAINT booking_conf_erased_is_empty CHECK (
    customer_erased_at IS NULL OR (
      customer_first_name = '' AND customer_last_name = '' AND customer_email = '' AND customer_phone = ''
      AND confirmation_notes IS NULL AND decline_notes IS NULL)) NOT VALID;

-- What is to be erased, longest over first. While it is built, writes to bookings wait.
CREATE INDEX idx_booking_conf_erasable ON miomente_partner_portal_booking_confirmations (
  (coalesce(event_day_end, event_start, CASE WHEN status = 'cancelled' THEN cancelled_at END)), id)
  WHERE customer_erased_at IS NULL;
