-- Orders that were imported to the end: with which content, and how their bookings stood then. What is as
-- it was need not be read from the shop again. Can be emptied at any time; everything is then read once.
CREATE TABLE miomente_partner_portal_settled_orders (
  magento_order_id BIGINT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  -- The sum of the versions of the order's bookings, which rises with every change of one
  booking_versions BIGINT NOT NULL,
  settled_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
