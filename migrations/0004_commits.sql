-- One row for every commit of booking changes, for a few hours. When the answer to a commit is lost, its
-- id tells what became of it; and writing the id first makes sure that a commit still on its way fails.
CREATE TABLE miomente_partner_portal_commits (
  id UUID PRIMARY KEY,
  -- Which changes were written, as what; null when the commit was given up before it came
  written JSONB,
  committed_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);

CREATE INDEX idx_commits_age ON miomente_partner_portal_commits (committed_at);

-- Ends a statement that must write all of its changes and could not.
CREATE FUNCTION miomente_partner_portal_refuse_stale(missing BIGINT) RETURNS BIGINT AS $$
BEGIN
  IF missing > 0 THEN
    RAISE EXCEPTION '% changes are stale', missing USING ERRCODE = 'MP001';
  END IF;
  RETURN missing;
END;
$$ LANGUAGE plpgsql;
