import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

type Value = string | number | boolean | null;

const CHUNK = 64 * 1_024;

/**
 * Streams rows into a table by COPY, no faster than the server takes them.
 * @returns how many there were
 */
export async function copyInto(
  client: pg.ClientBase,
  into: { readonly table: string; readonly columns: readonly string[] },
  rows: Iterable<readonly Value[]>,
): Promise<number> {
  const stream = client.query(from(`COPY ${into.table} (${into.columns.join(', ')}) FROM STDIN`));
  const ended = finished(stream);
  // Heard below; without this an error while a chunk is waited for would end the process.
  ended.catch(() => {});
  let chunk = '';
  let count = 0;
  for (const row of rows) {
    chunk += `${row.map(written).join('\t')}\n`;
    count += 1;
    if (chunk.length < CHUNK) continue;
    const taken = stream.write(chunk);
    chunk = '';
    if (!taken) await Promise.race([once(stream, 'drain'), ended]);
  }
  stream.end(chunk);
  await ended;
  return count;
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text format. */
function written(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return value === true ? 't' : value === false ? 'f' : String(value);
  return value.replaceAll(/[\\\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign);
}
