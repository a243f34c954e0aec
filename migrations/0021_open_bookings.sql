-- A booking from before go-live that has no date is not open: nobody waits for its answer. What is open is counted
-- out of these indexes alone, so they say who is from before go-live.
DROP INDEX idx_booking_conf_customer;
CREATE INDEX idx_booking_conf_customer
  ON miomente_partner_portal_booking_confirmations (customer_number, status, event_start, id)
  INCLUDE (event_day_end, historic);
DROP INDEX idx_booking_conf_status;
CREATE INDEX idx_booking_conf_status
  ON miomente_partner_portal_booking_confirmations (status, event_start, id)
  INCLUDE (event_day_end, historic);
