-- Which request caused a delivery, so that its lines in the log are found by the request's id. Null for what
-- the product did by itself: a reminder, a changed order.
ALTER TABLE miomente_partner_portal_deliveries
  ADD COLUMN request_id TEXT CHECK (char_length(request_id) BETWEEN 1 AND 64);

-- Depth and age of the outbox are asked for with every look at the metrics.
CREATE INDEX idx_deliveries_queued ON miomente_partner_portal_deliveries (kind, created_at, due_at)
  WHERE state = 'queued';
