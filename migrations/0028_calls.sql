-- Serves programs from 0028.
--
-- Who of the office is calling which partner. A row for each partner that was ever called; a claim that has ended by
-- itself stays until the next. Its number rises with every claim, so that who held an earlier one can't end a later one.
--
-- A program that doesn't know calls can't show a timeline with one, nor write its note on a ticket.
CREATE TABLE miomente_partner_portal_call_claims (
  customer_number TEXT PRIMARY KEY,
  fence BIGINT NOT NULL CHECK (fence >= 1),
  -- A manager's address
  claimed_by TEXT,
  claimed_at TIMESTAMPTZ(3) NOT NULL,
  claimed_until TIMESTAMPTZ(3),
  CONSTRAINT call_claims_are_whole CHECK ((claimed_by IS NULL) = (claimed_until IS NULL))
);

-- The calls, and what came of them. The note may name customers.
CREATE TABLE miomente_partner_portal_calls (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_number TEXT NOT NULL,
  called_at TIMESTAMPTZ(3) NOT NULL,
  caller TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'not_reached', 'call_back', 'wrong_number', 'note')),
  call_back_at TIMESTAMPTZ(3),
  note TEXT,
  -- The partner's number at that time
  phone TEXT,
  CONSTRAINT calls_agree_on_a_time_to_call_back CHECK ((outcome = 'call_back') = (call_back_at IS NOT NULL))
);

CREATE INDEX idx_calls_of_partner ON miomente_partner_portal_calls (customer_number, called_at);
