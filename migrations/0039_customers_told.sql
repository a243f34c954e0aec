-- Serves programs from 0028.
--
-- What customers were last told of a confirmation: when, and for when. Programs of the version before tell nobody, and
-- leave what they do not know as it is.
ALTER TABLE miomente_partner_portal_booking_confirmations
  ADD COLUMN customer_informed_at TIMESTAMPTZ(3),
  ADD COLUMN informed_start TIMESTAMPTZ(3),
  ADD COLUMN informed_day_end TIMESTAMPTZ(3),
  ADD CONSTRAINT booking_conf_informed_for CHECK (
    (informed_start IS NULL OR customer_informed_at IS NOT NULL)
    AND (informed_day_end IS NULL OR informed_start IS NOT NULL)) NOT VALID;

ALTER TABLE miomente_partner_portal_deliveries
  DROP CONSTRAINT miomente_partner_portal_deliveries_kind_check,
  -- Every row kept so far met the stricter check before this, and is not read again for it.
  ADD CONSTRAINT miomente_partner_portal_deliveries_kind_check CHECK (
    kind IN ('send_mail', 'tell_customer', 'open_ticket', 'note_ticket', 'login_mail', 'order_item_ticket',
      'day_before_list')) NOT VALID;
