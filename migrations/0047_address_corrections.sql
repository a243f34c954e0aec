-- Serves programs from 0023.
--
-- Where a partner's address comes from when the office has corrected it: {"at", "by", "replaced", "email"}; instants in
-- milliseconds since 1970. It counts only while "email" is the partner's address, so that a program that does not know the
-- column may change the address.
ALTER TABLE miomente_partner_portal_partners ADD COLUMN address_correction JSONB;

-- Every correction there ever was. Nothing in it is about customers.
CREATE TABLE miomente_partner_portal_address_corrections (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_number TEXT NOT NULL,
  correction JSONB NOT NULL
);

CREATE INDEX idx_address_corrections_partner ON miomente_partner_portal_address_corrections (customer_number);

CREATE FUNCTION miomente_partner_portal_keep_address_correction() RETURNS TRIGGER AS $$
BEGIN
  INSERT INTO miomente_partner_portal_address_corrections (customer_number, correction)
  VALUES (NEW.customer_number, NEW.address_correction);
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER partners_address_corrected
  AFTER UPDATE OF address_correction ON miomente_partner_portal_partners
  FOR EACH ROW WHEN (NEW.address_correction IS NOT NULL AND NEW.address_correction IS DISTINCT FROM OLD.address_correction)
  EXECUTE FUNCTION miomente_partner_portal_keep_address_correction();

CREATE TRIGGER partners_added_with_corrected_address
  AFTER INSERT ON miomente_partner_portal_partners
  FOR EACH ROW WHEN (NEW.address_correction IS NOT NULL)
  EXECUTE FUNCTION miomente_partner_portal_keep_address_correction();

CREATE TRIGGER address_corrections_append_only
  BEFORE UPDATE OR DELETE ON miomente_partner_portal_address_corrections
  FOR EACH ROW EXECUTE FUNCTION miomente_partner_portal_refuse_audit_change();
