import { TransientFailure } from '@miomente/booking-domain';
import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import type { MagentoSettings } from '../settings.ts';
import { isConnectionLost, shopFailure } from './failures.ts';

/** Runs one statement in the snapshot. `?` is replaced by a value, or by the values of a list. */
export type Read = <Row>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Runs the statements of one read on one consistent snapshot of the shop. */
export type InSnapshot = <Result>(work: (read: Read) => Promise<Result>) => Promise<Result>;

type Times = Pick<MagentoSettings, 'statementTimeoutMs' | 'readTimeoutMs'>;

/**
 * Reads in read-only transactions on one snapshot, within `readTimeoutMs`, whatever server and network do. A connection
 * that did not finish in time is discarded.
 * @throws TransientFailure or PermanentFailure, safe to log
 */
export function snapshots(pool: Pool, times: Times): InSnapshot {
  const prepared = new WeakSet<object>();
  const prepare = async (connection: PoolConnection): Promise<void> => {
    if (prepared.has(connection.connection)) return;
    for (const sql of sessionStatements(times)) await connection.query(sql);
    prepared.add(connection.connection);
  };
  const begin = async (lent: Lent): Promise<PoolConnection> => {
    for (;;) {
      const connection = await pool.getConnection();
      if (lent.isOver) connection.destroy();
      lent.connection = connection;
      const lay = prepared.has(connection.connection);
      try {
        await prepare(connection);
        await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
        return connection;
      } catch (error) {
        connection.destroy();
        // The connection broke while idle, as all do when the server restarts. The pool may have others.
        if (!lay || lent.isOver || !isConnectionLost(error)) throw error;
      }
    }
  };
  return async (work) => {
    const lent: Lent = { connection: undefined, isOver: false };
    const run = async () => {
      const connection = await begin(lent);
      const result = await work(reader(connection));
      await connection.query('COMMIT');
      return result;
    };
    try {
      const result = await within(times.readTimeoutMs, run());
      lent.connection?.release();
      return result;
    } catch (error) {
      // Also when it arrives after its caller has given up.
      lent.isOver = true;
      lent.connection?.destroy();
      throw shopFailure(error);
    }
  };
}

/** The connection of a read, and whether a caller still waits for it. */
interface Lent {
  connection: PoolConnection | undefined;
  isOver: boolean;
}

function reader(connection: PoolConnection): Read {
  return async <Row>(sql: string, values: readonly unknown[] = []) => {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
    for (const row of rows) dropNuls(row);
    return rows as unknown as readonly Row[];
  };
}

/** MariaDB stores NUL characters in texts; PostgreSQL would refuse the whole row (orders#odd-values). */
function dropNuls(row: Record<string, unknown>): void {
  for (const [column, value] of Object.entries(row))
    if (typeof value === 'string' && value.includes('\0')) row[column] = value.replaceAll('\0', '');
}

/**
 * Settings of each new connection. Magento writes UTC, whatever the server's time zone. Snapshots need repeatable
 * reads, which some hosts disable. The server's SQL modes must not change the meaning of a statement. MariaDB (`M!`)
 * and MySQL have different names for the time limit of a statement.
 */
function sessionStatements({ statementTimeoutMs }: Times): readonly string[] {
  return [
    'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
    `SET time_zone = '+00:00', sql_mode = ''` +
      ` /*M!100101 , max_statement_time = ${statementTimeoutMs / 1_000} */` +
      ` /*!50708 , max_execution_time = ${statementTimeoutMs} */`,
  ];
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new TransientFailure(
          `Magento's database did not answer within ${ms / 1_000} s; raise MAGENTO_DB_READ_SECONDS if it stays so.`,
        ),
      );
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
