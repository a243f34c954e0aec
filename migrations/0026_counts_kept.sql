-- Serves programs from 0023.
--
-- How many bookings of each partner are confirmed, declined and cancelled. Counting them took a walk over all of the
-- partner's bookings with every list. What is pending is still counted: it is little, and turns unanswered with time.
--
-- A change adds a row and changes none, so that no two changes wait for each other; the scheduler folds these rows into
-- one for each partner. The kept number is the sum of both. Triggers, so that whoever changes a booking keeps it.
CREATE TABLE miomente_partner_portal_booking_counts (
  customer_number TEXT PRIMARY KEY,
  confirmed BIGINT NOT NULL,
  declined BIGINT NOT NULL,
  cancelled BIGINT NOT NULL
);

CREATE TABLE miomente_partner_portal_booking_count_changes (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_number TEXT NOT NULL,
  confirmed SMALLINT NOT NULL,
  declined SMALLINT NOT NULL,
  cancelled SMALLINT NOT NULL
);

CREATE INDEX idx_booking_count_changes_customer
  ON miomente_partner_portal_booking_count_changes (customer_number) INCLUDE (confirmed, declined, cancelled);

CREATE FUNCTION miomente_partner_portal_note_count() RETURNS TRIGGER AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO miomente_partner_portal_booking_count_changes (customer_number, confirmed, declined, cancelled)
    SELECT OLD.customer_number, -(OLD.status = 'confirmed')::int, -(OLD.status = 'declined')::int,
      -(OLD.status = 'cancelled')::int
    WHERE OLD.status <> 'pending';
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO miomente_partner_portal_booking_count_changes (customer_number, confirmed, declined, cancelled)
    SELECT NEW.customer_number, (NEW.status = 'confirmed')::int, (NEW.status = 'declined')::int,
      (NEW.status = 'cancelled')::int
    WHERE NEW.status <> 'pending';
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER booking_count_of_new
  AFTER INSERT ON miomente_partner_portal_booking_confirmations
  FOR EACH ROW WHEN (NEW.status <> 'pending') EXECUTE FUNCTION miomente_partner_portal_note_count();
CREATE TRIGGER booking_count_of_changed
  AFTER UPDATE ON miomente_partner_portal_booking_confirmations
  FOR EACH ROW WHEN (OLD.status <> NEW.status OR OLD.customer_number <> NEW.customer_number)
  EXECUTE FUNCTION miomente_partner_portal_note_count();
CREATE TRIGGER booking_count_of_gone
  AFTER DELETE ON miomente_partner_portal_booking_confirmations
  FOR EACH ROW WHEN (OLD.status <> 'pending') EXECUTE FUNCTION miomente_partner_portal_note_count();

-- Counts everything anew. Bookings can be read but not changed meanwhile: a second or two for a million of them.
CREATE FUNCTION miomente_partner_portal_count_anew() RETURNS VOID AS $$
BEGIN
  LOCK TABLE miomente_partner_portal_booking_confirmations IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM miomente_partner_portal_booking_count_changes;
  DELETE FROM miomente_partner_portal_booking_counts;
  INSERT INTO miomente_partner_portal_booking_counts (customer_number, confirmed, declined, cancelled)
  SELECT customer_number, count(*) FILTER (WHERE status = 'confirmed'), count(*) FILTER (WHERE status = 'declined'),
    count(*) FILTER (WHERE status = 'cancelled')
  FROM miomente_partner_portal_booking_confirmations WHERE status <> 'pending'
  GROUP BY customer_number;
END;
$$ LANGUAGE plpgsql;

SELECT miomente_partner_portal_count_anew();
