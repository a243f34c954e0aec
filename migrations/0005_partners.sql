-- Partners' master data.
CREATE TABLE miomente_partner_portal_partners (
  customer_number TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT,
  -- In lower case by Unicode's rules, so that comparing addresses depends on no locale
  email_folded TEXT,
  phone TEXT,
  language TEXT NOT NULL CHECK (language IN ('de', 'en')),
  active BOOLEAN NOT NULL,
  -- Set when a mail to the address bounced hard
  address_marked_at TIMESTAMPTZ(3),
  address_mark_reason TEXT,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT partners_address_is_whole CHECK ((email IS NULL) = (email_folded IS NULL)),
  CONSTRAINT partners_mark_is_whole CHECK ((address_marked_at IS NULL) = (address_mark_reason IS NULL))
);

CREATE INDEX idx_partners_email ON miomente_partner_portal_partners (email_folded);
