-- Reports of the mail provider that don't bring our message id back: they are matched by the provider's own id of the
-- mail, else by the address.
ALTER TABLE miomente_partner_portal_deliveries
  -- SHA-256 of the address that a mail about a booking was handed over for, in lower case with its domain in ASCII.
  -- It recognises the address and doesn't show it. Null of mails from before this column.
  ADD COLUMN address_digest TEXT;

CREATE INDEX idx_deliveries_provider ON miomente_partner_portal_deliveries (provider_id)
  WHERE kind = 'send_mail' AND provider_id IS NOT NULL;
CREATE INDEX idx_deliveries_address ON miomente_partner_portal_deliveries (address_digest)
  WHERE address_digest IS NOT NULL;
