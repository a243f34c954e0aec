-- A booking is also held while the order that replaces its own can't be booked yet. Rows that pass the
-- old check pass this one, so none is looked at and nothing waits for the lock.
ALTER TABLE miomente_partner_portal_booking_confirmations
  DROP CONSTRAINT miomente_partner_portal_booking_confirmations_hold_check,
  ADD CONSTRAINT booking_conf_hold CHECK (hold IN ('holded', 'payment_review', 'being_changed')) NOT VALID;
