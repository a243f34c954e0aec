-- Order items that are no bookings and should be, and how far the reading of orders has come.
CREATE TABLE miomente_partner_portal_flagged_order_items (
  magento_order_item_id BIGINT PRIMARY KEY,
  magento_order_id BIGINT NOT NULL,
  magento_order_increment_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('no_partner', 'product_unreadable')),
  course_name TEXT NOT NULL,
  event_start TIMESTAMPTZ(3),
  flagged_at TIMESTAMPTZ(3) NOT NULL
);

CREATE INDEX idx_flagged_order_items_soonest
  ON miomente_partner_portal_flagged_order_items (event_start NULLS FIRST, magento_order_item_id);

CREATE TABLE miomente_partner_portal_watermarks (
  name TEXT PRIMARY KEY,
  order_updated_at TIMESTAMPTZ(3) NOT NULL,
  magento_order_id BIGINT NOT NULL,
  moved_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
