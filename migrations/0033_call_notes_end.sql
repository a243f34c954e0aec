-- Serves programs from 0023.
--
-- The notes of calls that are to be erased, by the call.
CREATE INDEX idx_calls_noted ON miomente_partner_portal_calls (called_at) WHERE note IS NOT NULL;
