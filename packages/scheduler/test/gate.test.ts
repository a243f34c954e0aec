import { freshDatabase } from '@miomente/booking-testing';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openGate } from '../src/engine/gate.ts';

const { url, pool: admin } = await freshDatabase();

function gate(deadlineMs = 10_000) {
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on('error', () => {});
  const onError = vi.fn<(error: unknown) => void>();
  const opened = openGate({ pool, deadlineMs, onError });
  onTestFinished(() => opened.close());
  return { ...opened, real: pool, onError };
}
const codes = (onError: { mock: { calls: unknown[][] } }) =>
  onError.mock.calls.map(([error]) => (error as { code?: string }).code);
const pidOf = async (client: pg.PoolClient) =>
  (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
const nobodyIsConnected = (pid: number | undefined) =>
  vi.waitFor(async () => {
    const { rows } = await admin.query('select from pg_stat_activity where pid = $1', [pid]);
    expect(rows).toEqual([]);
  });

describe('running#engine-sees-no-failure: the gate between the queue’s engine and the database', () => {
  it('forwards queries and answers', async () => {
    const { pool, onError } = gate();
    const client = await pool.connect();
    expect((await client.query('select 1 + $1::int as two', [1])).rows).toEqual([{ two: 2 }]);
    client.release();
    expect(onError).not.toHaveBeenCalled();
  });

  it('answers a failed query with an empty result, reports it once, and destroys every connection', async () => {
    const { pool, real, onError } = gate();
    const [client, other] = [await pool.connect(), await pool.connect()];
    const pid = await pidOf(other);
    expect(await client.query('select 1 / 0')).toMatchObject({ rows: [] });
    expect(await other.query('select 1 as one')).toMatchObject({ rows: [] });
    expect(codes(onError)).toEqual(['22012']);
    expect(real.ending).toBe(true);
    await nobodyIsConnected(pid);
  });

  it('lets a connection be released twice, before and after a failure', async () => {
    const { pool } = gate();
    const client = await pool.connect();
    client.release();
    client.release();
    await pool.query('select broken');
    client.release();
  });

  it('returns a connection with empty results after a failure', async () => {
    const { pool, close } = gate();
    close();
    expect(await (await pool.connect()).query('select 1 as one')).toMatchObject({ rows: [] });
    const released = await new Promise<() => void>((resolve) =>
      pool.connect((_error, _client, release) => resolve(release)),
    );
    released();
    released();
  });

  it('notices a connection that breaks while idle', async () => {
    const { pool, onError } = gate();
    const client = await pool.connect();
    await admin.query('select pg_terminate_backend($1)', [await pidOf(client)]);
    await vi.waitFor(() => expect(codes(onError)).toEqual(['57P01']));
  });

  it('gives up a query that is not answered in time, and closes its connection', async () => {
    const { pool, onError } = gate(200);
    const client = await pool.connect();
    const pid = await pidOf(client);
    expect(await client.query('select pg_sleep(600)')).toMatchObject({ rows: [] });
    expect(codes(onError)).toEqual(['DEADLINE']);
    await admin.query('select pg_terminate_backend($1)', [pid]);
  });

  it('forwards notifications; an error that they cause ends the engine and not the process', async () => {
    const { pool, onError } = gate();
    const client = await pool.connect();
    await client.query('listen gate_test');
    const heard = new Promise((resolve) => client.once('notification', resolve));
    await admin.query('notify gate_test');
    expect(await heard).toMatchObject({ channel: 'gate_test' });
    client.once('notification', () => {
      throw Object.assign(new Error('nudge called after worker terminated'), { code: 'ERR_ASSERTION' });
    });
    await admin.query('notify gate_test');
    await vi.waitFor(() => expect(codes(onError)).toEqual(['ERR_ASSERTION']));
  });
});
