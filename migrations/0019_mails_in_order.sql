-- What really left towards a partner, from which reminders and the office's call are counted.
--
-- Versions before this one leave these columns alone. `asking_clock` is the clock they are about: where it is
-- not the booking's, they are not read, and a reminder counts from when it was queued, as before.
ALTER TABLE miomente_partner_portal_booking_confirmations
  -- The newest mail that asks: 0 the request, 1 and 2 the reminders; and what became of it
  ADD COLUMN asking_step INTEGER NOT NULL DEFAULT 0 CHECK (asking_step BETWEEN 0 AND 2),
  ADD COLUMN asking_mail TEXT NOT NULL DEFAULT 'unsent' CHECK (asking_mail IN ('queued', 'sent', 'unsent')),
  -- When the provider last took one over
  ADD COLUMN asked_at TIMESTAMPTZ(3),
  ADD COLUMN asking_clock TIMESTAMPTZ(3);

-- What was said about a row that an edit of the order replaced counts for its successor.
CREATE INDEX idx_booking_conf_replaced_by
  ON miomente_partner_portal_booking_confirmations (replaced_by_order_item_id)
  WHERE replaced_by_order_item_id IS NOT NULL;

ALTER TABLE miomente_partner_portal_deliveries
  -- When the attempt that has not ended began
  ADD COLUMN begun_at TIMESTAMPTZ(3),
  -- When an attempt last ended without an answer, so that it may have been taken over
  ADD COLUMN unsure_at TIMESTAMPTZ(3);

-- A worker of the version before doesn't tell a booking that its mail has ended; it leaves begun_at empty. The
-- booking is then looked at anew, counting as that version does. For a release in which both run side by side.
CREATE FUNCTION miomente_partner_portal_forget_asking() RETURNS TRIGGER AS $$
BEGIN
  UPDATE miomente_partner_portal_booking_confirmations
  SET asking_clock = NULL, next_sweep_at = now()
  WHERE id = NEW.booking_id AND status = 'pending' AND asking_mail = 'queued';
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER deliveries_of_the_version_before
  AFTER UPDATE OF state ON miomente_partner_portal_deliveries
  FOR EACH ROW WHEN (
    OLD.state = 'queued' AND NEW.state <> 'queued' AND OLD.begun_at IS NULL
    AND NEW.mail IN ('confirmation_request', 'look_again', 'confirm_again', 'first_reminder', 'second_reminder'))
  EXECUTE FUNCTION miomente_partner_portal_forget_asking();
