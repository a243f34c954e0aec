-- At most five login mails an hour to one address, whoever asks and however many at once.
CREATE INDEX idx_logins_of_address ON miomente_partner_portal_logins (email, requested_at);

-- Waits for others who ask for the same address at this moment. In a function, since only its second
-- statement sees what they have written meanwhile.
CREATE FUNCTION miomente_partner_portal_may_mail_login(address TEXT, at TIMESTAMPTZ, most INTEGER) RETURNS BOOLEAN AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('login_mail ' || address, 0));
  RETURN (
    SELECT count(*) < most FROM miomente_partner_portal_logins
    WHERE email = address AND requested_at > at - INTERVAL '1 hour'
  );
END;
$$ LANGUAGE plpgsql VOLATILE;
