-- When a delivery was queued, or last again by a manager, by this database's clock. How long it has waited is
-- reckoned from it, for created_at and resent_at are instants of the clocks of whichever process wrote them.
ALTER TABLE miomente_partner_portal_deliveries ADD COLUMN queued_at TIMESTAMPTZ(3) NOT NULL DEFAULT now();

UPDATE miomente_partner_portal_deliveries SET queued_at = least(coalesce(resent_at, created_at), now())
WHERE state IN ('queued', 'dead');
