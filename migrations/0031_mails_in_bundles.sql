-- Serves programs from 0023.
--
-- Several mails of one occasion to one partner travel in one. Each keeps its row, its attempts and its end. Programs of
-- the version before leave these columns alone and send each by itself.
ALTER TABLE miomente_partner_portal_deliveries
  -- The mails that it may travel with; null of one that travels alone
  ADD COLUMN bundle TEXT,
  -- The message id of the mail in which it was last begun with others, until it is known that it was not in it
  ADD COLUMN sent_as UUID,
  -- Until when it is part of another delivery's turn
  ADD COLUMN taken_until TIMESTAMPTZ(3);

CREATE INDEX idx_deliveries_bundle ON miomente_partner_portal_deliveries (bundle, id) WHERE bundle IS NOT NULL;
-- A provider's report names the mail that was sent.
CREATE INDEX idx_deliveries_sent_as ON miomente_partner_portal_deliveries (sent_as) WHERE sent_as IS NOT NULL;
