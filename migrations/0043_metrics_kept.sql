-- Serves programs from 0023.
--
-- How partners answer, over all time. Reckoning it read every booking and sorted every answer time: 1.2 s for a million
-- of them, and growing with each. It is kept as the counts of lists are: a change adds a row and changes none, and the
-- scheduler folds these rows. What is unanswered is still counted, for it turns so with time and without a change.
CREATE TABLE miomente_partner_portal_figures (
  customer_number TEXT PRIMARY KEY,
  bookings BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  declined BIGINT NOT NULL,
  cancelled BIGINT NOT NULL,
  reminders BIGINT NOT NULL,
  escalations BIGINT NOT NULL,
  taken_back BIGINT NOT NULL,
  answers BIGINT NOT NULL,
  -- How many answers took how long. Each bucket is a tenth wider than the one before: its middle is at most 5 % off.
  -- A row for each partner and bucket takes 400 ms to read for 2,000 partners, this 15 ms.
  answer_times INT[] NOT NULL
);

CREATE TABLE miomente_partner_portal_figure_changes (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_number TEXT NOT NULL,
  bookings SMALLINT NOT NULL,
  confirmed SMALLINT NOT NULL,
  declined SMALLINT NOT NULL,
  cancelled SMALLINT NOT NULL,
  reminders SMALLINT NOT NULL,
  escalations SMALLINT NOT NULL,
  taken_back SMALLINT NOT NULL,
  -- The bucket that an answer has left, and the one that it has come to
  former_bucket SMALLINT,
  bucket SMALLINT
);

-- The bucket of an answer time: 0 up to 1.1 seconds, 199 from five years on.
CREATE FUNCTION miomente_partner_portal_answer_bucket(took INTERVAL) RETURNS SMALLINT AS $$
  SELECT greatest(0, least(199, floor(ln(date_part('epoch', took)) / ln(1.1::float8))))::smallint
$$ LANGUAGE SQL IMMUTABLE;

-- What a booking counts for: the one place in SQL that says so, for those who note and for those who count again.
CREATE FUNCTION miomente_partner_portal_figures_of(b miomente_partner_portal_booking_confirmations)
RETURNS TABLE (bookings INT, confirmed INT, declined INT, cancelled INT, reminders INT, escalations INT,
  taken_back INT, bucket SMALLINT) AS $$
  SELECT 1, (b.status = 'confirmed')::int, (b.status = 'declined')::int, (b.status = 'cancelled')::int,
    b.reminder_count::int, (b.escalated_at IS NOT NULL)::int, (b.taken_back_at IS NOT NULL)::int,
    CASE
      WHEN b.status = 'confirmed' AND b.confirmed_at > b.clock_started_at
      THEN miomente_partner_portal_answer_bucket(b.confirmed_at - b.clock_started_at)
      WHEN b.status = 'declined' AND b.declined_at > b.clock_started_at
      THEN miomente_partner_portal_answer_bucket(b.declined_at - b.clock_started_at)
    END
  WHERE NOT b.historic
$$ LANGUAGE SQL STABLE;

-- Answers by bucket, from the buckets of those that came and those that went.
CREATE FUNCTION miomente_partner_portal_histogram(came SMALLINT[], went SMALLINT[]) RETURNS INT[] AS $$
  SELECT array_agg(coalesce(answers, 0)::int ORDER BY bucket)
  FROM generate_series(0, 199) AS bucket LEFT JOIN (
    SELECT bucket, sum(answers) AS answers
    FROM (SELECT unnest(came) AS bucket, 1 AS answers UNION ALL SELECT unnest(went), -1) AS one GROUP BY bucket
  ) AS moved USING (bucket)
$$ LANGUAGE SQL IMMUTABLE;

CREATE FUNCTION miomente_partner_portal_add_each(a INT[], b INT[]) RETURNS INT[] AS $$
  SELECT array_agg(x + y ORDER BY n) FROM unnest(a, b) WITH ORDINALITY AS both_of (x, y, n)
$$ LANGUAGE SQL IMMUTABLE;

-- What is kept of each partner: what was folded, and what has changed since.
CREATE VIEW miomente_partner_portal_kept_figures AS
WITH changed AS (
  SELECT customer_number, sum(bookings) AS bookings, sum(confirmed) AS confirmed, sum(declined) AS declined,
    sum(cancelled) AS cancelled, sum(reminders) AS reminders, sum(escalations) AS escalations,
    sum(taken_back) AS taken_back,
    count(bucket) - count(former_bucket) AS answers,
    miomente_partner_portal_histogram(array_agg(bucket), array_agg(former_bucket)) AS answer_times
  FROM miomente_partner_portal_figure_changes GROUP BY customer_number
)
SELECT customer_number,
  coalesce(f.bookings, 0) + coalesce(c.bookings, 0) AS bookings,
  coalesce(f.confirmed, 0) + coalesce(c.confirmed, 0) AS confirmed,
  coalesce(f.declined, 0) + coalesce(c.declined, 0) AS declined,
  coalesce(f.cancelled, 0) + coalesce(c.cancelled, 0) AS cancelled,
  coalesce(f.reminders, 0) + coalesce(c.reminders, 0) AS reminders,
  coalesce(f.escalations, 0) + coalesce(c.escalations, 0) AS escalations,
  coalesce(f.taken_back, 0) + coalesce(c.taken_back, 0) AS taken_back,
  coalesce(f.answers, 0) + coalesce(c.answers, 0) AS answers,
  CASE
    WHEN c.answer_times IS NULL THEN f.answer_times
    WHEN f.answer_times IS NULL THEN c.answer_times
    ELSE miomente_partner_portal_add_each(f.answer_times, c.answer_times)
  END AS answer_times
FROM miomente_partner_portal_figures AS f FULL JOIN changed AS c USING (customer_number);

CREATE FUNCTION miomente_partner_portal_note_figures() RETURNS TRIGGER AS $$
BEGIN
  -- One row for an ordinary change; two when a booking begins to count, ends to, or goes to another partner.
  IF TG_OP = 'UPDATE' AND OLD.customer_number = NEW.customer_number AND OLD.historic = NEW.historic THEN
    INSERT INTO miomente_partner_portal_figure_changes (customer_number, bookings, confirmed, declined, cancelled,
      reminders, escalations, taken_back, former_bucket, bucket)
    SELECT NEW.customer_number, n.bookings - o.bookings, n.confirmed - o.confirmed, n.declined - o.declined,
      n.cancelled - o.cancelled, n.reminders - o.reminders, n.escalations - o.escalations,
      n.taken_back - o.taken_back, o.bucket, n.bucket
    FROM miomente_partner_portal_figures_of(OLD) AS o, miomente_partner_portal_figures_of(NEW) AS n
    WHERE o IS DISTINCT FROM n;
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO miomente_partner_portal_figure_changes (customer_number, bookings, confirmed, declined, cancelled,
      reminders, escalations, taken_back, former_bucket)
    SELECT OLD.customer_number, -o.bookings, -o.confirmed, -o.declined, -o.cancelled, -o.reminders, -o.escalations,
      -o.taken_back, o.bucket
    FROM miomente_partner_portal_figures_of(OLD) AS o;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO miomente_partner_portal_figure_changes (customer_number, bookings, confirmed, declined, cancelled,
      reminders, escalations, taken_back, bucket)
    SELECT NEW.customer_number, n.* FROM miomente_partner_portal_figures_of(NEW) AS n;
  END IF;
  RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER booking_figures_of_new
  AFTER INSERT ON miomente_partner_portal_booking_confirmations
  FOR EACH ROW WHEN (NOT NEW.historic) EXECUTE FUNCTION miomente_partner_portal_note_figures();
CREATE TRIGGER booking_figures_of_changed
  AFTER UPDATE ON miomente_partner_portal_booking_confirmations
  FOR EACH ROW WHEN (
    (OLD.customer_number, OLD.historic, OLD.status, OLD.reminder_count, OLD.escalated_at, OLD.taken_back_at,
      OLD.clock_started_at, OLD.confirmed_at, OLD.declined_at)
    IS DISTINCT FROM
    (NEW.customer_number, NEW.historic, NEW.status, NEW.reminder_count, NEW.escalated_at, NEW.taken_back_at,
      NEW.clock_started_at, NEW.confirmed_at, NEW.declined_at)
  ) EXECUTE FUNCTION miomente_partner_portal_note_figures();
CREATE TRIGGER booking_figures_of_gone
  AFTER DELETE ON miomente_partner_portal_booking_confirmations
  FOR EACH ROW WHEN (NOT OLD.historic) EXECUTE FUNCTION miomente_partner_portal_note_figures();

-- Counts everything anew. Bookings can be read but not changed meanwhile: some seconds for a million of them.
CREATE FUNCTION miomente_partner_portal_measure_anew() RETURNS VOID AS $$
BEGIN
  LOCK TABLE miomente_partner_portal_booking_confirmations IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM miomente_partner_portal_figure_changes;
  DELETE FROM miomente_partner_portal_figures;
  INSERT INTO miomente_partner_portal_figures (customer_number, bookings, confirmed, declined, cancelled, reminders,
    escalations, taken_back, answers, answer_times)
  SELECT b.customer_number, sum(bookings), sum(confirmed), sum(declined), sum(cancelled), sum(reminders),
    sum(escalations), sum(taken_back), count(bucket),
    miomente_partner_portal_histogram(array_agg(bucket), NULL)
  FROM miomente_partner_portal_booking_confirmations AS b, miomente_partner_portal_figures_of(b)
  GROUP BY b.customer_number;
END;
$$ LANGUAGE plpgsql;

SELECT miomente_partner_portal_measure_anew();

-- Who has left how many unanswered is counted from this index alone.
DROP INDEX idx_booking_conf_missed;
CREATE INDEX idx_booking_conf_missed
  ON miomente_partner_portal_booking_confirmations (event_start NULLS FIRST, id)
  INCLUDE (customer_number, event_day_end) WHERE status = 'pending' AND NOT historic;
