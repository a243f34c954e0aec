-- What processes tell each other.

-- Workers that live, by the name under which they lock jobs
CREATE TABLE miomente_partner_portal_workers (
  worker_id TEXT PRIMARY KEY,
  alive_at TIMESTAMPTZ(3) NOT NULL
);

-- What was last acted upon, such as the hours that due times were worked out under
CREATE TABLE miomente_partner_portal_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);

-- Requests counted per client, in the columns that rate-limiter-flexible wants. Unlogged: losing the
-- counts in a crash costs nothing, writing them to the log with every request would.
CREATE UNLOGGED TABLE miomente_partner_portal_rate_limits (
  key VARCHAR(255) PRIMARY KEY,
  points INTEGER NOT NULL DEFAULT 0,
  expire BIGINT
);

CREATE INDEX idx_rate_limits_expire ON miomente_partner_portal_rate_limits (expire);
