-- Everything that happened to a booking, kept for good. Details never hold customer data.
CREATE TABLE miomente_partner_portal_booking_audit (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  booking_id BIGINT NOT NULL REFERENCES miomente_partner_portal_booking_confirmations (id),
  type TEXT NOT NULL,
  happened_at TIMESTAMPTZ(3) NOT NULL,
  actor_type TEXT NOT NULL CHECK (actor_type IN ('partner', 'manager', 'system')),
  -- The partner's customer number or the manager's address
  actor TEXT,
  channel TEXT CHECK (channel IN ('email_token', 'portal', 'phone')),
  details JSONB NOT NULL,
  recorded_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT booking_audit_actor_is_named CHECK ((actor_type = 'system') = (actor IS NULL))
);

CREATE INDEX idx_booking_audit_booking ON miomente_partner_portal_booking_audit (booking_id, id);

CREATE FUNCTION miomente_partner_portal_refuse_audit_change() RETURNS TRIGGER AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append only: % is refused.', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER booking_audit_append_only
  BEFORE UPDATE OR DELETE ON miomente_partner_portal_booking_audit
  FOR EACH ROW EXECUTE FUNCTION miomente_partner_portal_refuse_audit_change();
CREATE TRIGGER booking_audit_never_emptied
  BEFORE TRUNCATE ON miomente_partner_portal_booking_audit
  FOR EACH STATEMENT EXECUTE FUNCTION miomente_partner_portal_refuse_audit_change();
