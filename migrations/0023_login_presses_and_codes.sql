-- A login makes up to five sessions and is used up when one of them goes on; its code belongs to the browser that asked.
ALTER TABLE miomente_partner_portal_logins
  ADD COLUMN presses SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN code_tries SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN browser TEXT CHECK (browser ~ '^[0-9a-f]{64}$');

CREATE UNIQUE INDEX idx_logins_of_browser ON miomente_partner_portal_logins (browser) WHERE browser IS NOT NULL;

CREATE TABLE miomente_partner_portal_login_sessions (
  session_id TEXT PRIMARY KEY,
  login_id BIGINT NOT NULL REFERENCES miomente_partner_portal_logins ON DELETE CASCADE,
  -- Pages that the session has asked for, as far as they are counted.
  pages SMALLINT NOT NULL DEFAULT 0
);

CREATE INDEX idx_login_sessions_of_login ON miomente_partner_portal_login_sessions (login_id);
