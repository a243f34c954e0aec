import type pg from 'pg';

/**
 * Runs `work` while another transaction holds a lock on what `sql` wrote. That transaction commits as soon as `work`
 * waits for it, so `work` is certainly the second of the two.
 */
export async function whileHeld<Value>(
  pool: pg.Pool,
  { sql, values }: { readonly sql: string; readonly values: readonly unknown[] },
  work: () => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(sql, [...values]);
    let over = false;
    const end = (): void => {
      over = true;
    };
    const outcome = work();
    outcome.then(end, end);
    while (!over && !(await somebodyWaits(pool)));
    // When `work` does not wait for the lock, its outcome shows that.
    await client.query('commit');
    return await outcome;
  } finally {
    client.release();
  }
}

async function somebodyWaits(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length > 0;
}
