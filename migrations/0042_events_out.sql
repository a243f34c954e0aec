-- Serves programs from 0023.
--
-- The audit trail as one sequence of events for others. A row of the trail has its number before its transaction is durable,
-- and one with a lower number may become durable later; whoever reads on from the highest number would miss it. So what
-- is durable gets its position afterwards, from one publisher at a time. A trigger notes what has none yet, so that
-- programs of the release before need not know of it.
CREATE TABLE miomente_partner_portal_event_queue (audit_id BIGINT PRIMARY KEY);
CREATE TABLE miomente_partner_portal_events (
  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  audit_id BIGINT NOT NULL CONSTRAINT events_audit UNIQUE
);

CREATE FUNCTION miomente_partner_portal_queue_events() RETURNS TRIGGER AS $$
BEGIN
  INSERT INTO miomente_partner_portal_event_queue (audit_id) SELECT id FROM added;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- Waits for every transaction that is adding to the trail, and keeps others out until this one ends.
CREATE TRIGGER booking_audit_queued
  AFTER INSERT ON miomente_partner_portal_booking_audit
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION miomente_partner_portal_queue_events();

-- What was there before is published first, from here on, some at a time.
CREATE TABLE miomente_partner_portal_event_history (
  published_to BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
INSERT INTO miomente_partner_portal_event_history (published_to, ends_at)
  SELECT 0, coalesce(max(id), 0) FROM miomente_partner_portal_booking_audit;

CREATE FUNCTION miomente_partner_portal_publish_events(at_most INTEGER) RETURNS INTEGER AS $$
DECLARE
  history miomente_partner_portal_event_history;
  published INTEGER;
BEGIN
  -- Of several at once one publishes. Each statement below sees what is durable when it begins, so also what the
  -- publisher before has done: its lock ends after its transaction.
  IF NOT pg_try_advisory_xact_lock(hashtextextended('miomente_partner_portal_events', 0)) THEN
    RETURN 0;
  END IF;
  SELECT * INTO history FROM miomente_partner_portal_event_history;
  IF history.published_to < history.ends_at THEN
    INSERT INTO miomente_partner_portal_events (audit_id)
      SELECT id FROM miomente_partner_portal_booking_audit
      WHERE id > history.published_to AND id <= history.ends_at ORDER BY id LIMIT at_most;
    GET DIAGNOSTICS published = ROW_COUNT;
    UPDATE miomente_partner_portal_event_history SET published_to = CASE WHEN published < at_most THEN ends_at
      ELSE (SELECT max(audit_id) FROM miomente_partner_portal_events) END;
    RETURN published;
  END IF;
  -- Of one booking, what is durable is always the beginning of what happened, and the lowest are taken first.
  WITH taken AS (
    DELETE FROM miomente_partner_portal_event_queue WHERE audit_id IN (
      SELECT audit_id FROM miomente_partner_portal_event_queue ORDER BY audit_id LIMIT at_most)
    RETURNING audit_id
  )
  INSERT INTO miomente_partner_portal_events (audit_id) SELECT audit_id FROM taken ORDER BY audit_id;
  GET DIAGNOSTICS published = ROW_COUNT;
  RETURN published;
END;
$$ LANGUAGE plpgsql;

-- How far pushing has come; one row at most, made by the first turn.
CREATE TABLE miomente_partner_portal_event_push (
  one BOOLEAN PRIMARY KEY DEFAULT true CHECK (one),
  -- Of the last event that was taken
  position BIGINT NOT NULL,
  -- Rises with every turn and its end: what belongs to another number is late
  fence BIGINT NOT NULL DEFAULT 0,
  held_until TIMESTAMPTZ(3),
  waits_until TIMESTAMPTZ(3),
  failures INTEGER NOT NULL DEFAULT 0,
  failing_since TIMESTAMPTZ(3),
  paused_at TIMESTAMPTZ(3),
  pauses INTEGER NOT NULL DEFAULT 0
);
