-- Serves programs from 0023.
--
-- Whose holidays stop the reminder clock when it counts working time: the partner's, as ISO 3166 names the region, and a
-- copy in each booking, so that its due time follows from the booking alone. NULL: those of the configuration.
ALTER TABLE miomente_partner_portal_partners
  ADD COLUMN holidays TEXT CONSTRAINT partners_holidays CHECK (holidays ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$');
ALTER TABLE miomente_partner_portal_booking_confirmations
  ADD COLUMN holidays TEXT;
