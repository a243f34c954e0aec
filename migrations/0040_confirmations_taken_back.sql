-- Serves programs from 0023.
--
-- When a confirmation was last taken back and has not been given again since.
ALTER TABLE miomente_partner_portal_booking_confirmations ADD COLUMN taken_back_at TIMESTAMPTZ(3);
