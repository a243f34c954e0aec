-- Serves programs from 0023.
--
-- A partner's list of a day, once. Programs of the version before queue none; one that meets a list's job leaves it to be
-- tried again.
ALTER TABLE miomente_partner_portal_deliveries
  ADD COLUMN list_partner TEXT,
  ADD COLUMN list_day DATE,
  DROP CONSTRAINT miomente_partner_portal_deliveries_kind_check,
  DROP CONSTRAINT deliveries_are_about_one_thing,
  -- Every row kept so far met the stricter checks before these, and is not read again for them.
  ADD CONSTRAINT miomente_partner_portal_deliveries_kind_check CHECK (
    kind IN ('send_mail', 'open_ticket', 'note_ticket', 'login_mail', 'order_item_ticket', 'day_before_list')) NOT VALID,
  ADD CONSTRAINT deliveries_are_about_one_thing CHECK (
    CASE kind
      WHEN 'login_mail' THEN login_id IS NOT NULL AND booking_id IS NULL AND order_item_id IS NULL
      WHEN 'order_item_ticket' THEN order_item_id IS NOT NULL AND booking_id IS NULL AND login_id IS NULL
      WHEN 'day_before_list' THEN list_partner IS NOT NULL AND list_day IS NOT NULL AND booking_id IS NULL
        AND login_id IS NULL AND order_item_id IS NULL
      ELSE booking_id IS NOT NULL AND login_id IS NULL AND order_item_id IS NULL AND content IS NOT NULL
    END AND (kind = 'day_before_list') = (list_partner IS NOT NULL)) NOT VALID;

CREATE UNIQUE INDEX idx_deliveries_day_before ON miomente_partner_portal_deliveries (list_day, list_partner)
  WHERE list_day IS NOT NULL;
