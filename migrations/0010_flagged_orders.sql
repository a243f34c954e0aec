-- Whoever reads an order asks what is flagged of it, and the hourly comparison walks over all of them.
CREATE INDEX idx_flagged_order_items_order
  ON miomente_partner_portal_flagged_order_items (magento_order_id);
