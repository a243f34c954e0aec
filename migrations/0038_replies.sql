-- Serves programs from 0038.
--
-- What partners wrote in answer to mails, a row for each booking that a mail is about. The text may name customers and ends
-- with its booking; that something was written stays, so that a copy of the mail is still known.
--
-- A program that doesn't know replies can't show a timeline with one, nor write its note on a ticket.
CREATE TABLE miomente_partner_portal_replies (
  booking_id BIGINT NOT NULL REFERENCES miomente_partner_portal_booking_confirmations (id) ON DELETE CASCADE,
  -- A digest of what identifies the mail
  mail_key TEXT NOT NULL,
  written_at TIMESTAMPTZ(3) NOT NULL,
  -- Null once it is erased
  body TEXT,
  PRIMARY KEY (booking_id, mail_key)
);

CREATE INDEX idx_replies_mail ON miomente_partner_portal_replies (mail_key);
