-- Serves programs from 0023.
--
-- Which sweep works at a partner's due bookings, so that sweeps at the same time share the work. A row for each partner
-- that was ever swept; it is written again and again, with room to stay on its page. A claim only shares out: whoever is
-- not asked, as a program of the release before, sweeps as well, and nothing is done twice.
CREATE TABLE miomente_partner_portal_sweep_claims (
  customer_number TEXT PRIMARY KEY,
  sweep UUID NOT NULL,
  claimed_until TIMESTAMPTZ(3) NOT NULL,
  -- Rises with every claim: of two sweeps that saw the same, one comes first
  turn BIGINT NOT NULL,
  -- The last of whole mails; whatever comes after is free. Without it all that is due of the partner is claimed
  up_to_due TIMESTAMPTZ(3),
  up_to_id BIGINT,
  CONSTRAINT sweep_claims_are_whole CHECK ((up_to_due IS NULL) = (up_to_id IS NULL))
) WITH (fillfactor = 60);

-- What is due of one partner. While it is built, writes to bookings wait.
CREATE INDEX idx_booking_conf_partner_reminders
  ON miomente_partner_portal_booking_confirmations (customer_number, next_sweep_at, id) WHERE status = 'pending';
