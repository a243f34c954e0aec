-- Serves programs from 0028.
--
-- Behind a request's id now stands the trace it belongs to, where the process makes traces: at most 120 characters.
-- Every row kept so far met the stricter check before this, and is not read again for it.
ALTER TABLE miomente_partner_portal_deliveries
  DROP CONSTRAINT miomente_partner_portal_deliveries_request_id_check,
  ADD CONSTRAINT miomente_partner_portal_deliveries_request_id_check
    CHECK (char_length(request_id) BETWEEN 1 AND 120) NOT VALID;
