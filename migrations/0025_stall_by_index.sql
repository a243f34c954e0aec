-- Serves programs from 0023.
--
-- Since when nothing leaves is asked every half minute and with every look at the metrics. Each of these gives its
-- oldest at once; without them all that is queued was read, just when there was a backlog.
CREATE INDEX idx_deliveries_due ON miomente_partner_portal_deliveries (greatest(queued_at, due_at))
  WHERE finished_at IS NULL;
CREATE INDEX idx_deliveries_failing ON miomente_partner_portal_deliveries (queued_at)
  WHERE finished_at IS NULL AND result_failed;
