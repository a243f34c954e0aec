-- Serves programs from 0042.
--
-- Since when attempts at a delivery have failed, one after the other; null when the last did not fail. A delivery is given
-- up by it: what only waited has not failed. Programs of the version before leave the column alone.
ALTER TABLE miomente_partner_portal_deliveries ADD COLUMN failing_since TIMESTAMPTZ(3);
