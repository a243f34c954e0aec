import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LATER, NOW, PARTNER, type Statement } from '../peers/statements.ts';
import { address, ended, PORTAL_SECRET, type Portal, startPortal } from './portal.ts';
import type { Stage } from './stage.ts';

const SPY = new URL('../peers/spy.js', import.meta.url).href;
const SERVER = fileURLToPath(new URL('../peers/server.js', import.meta.url));

/**
 * What the product asks its database for a request, as the product itself sends it: the limiter's and the session's
 * statements too. Of a request that it has answered before, so that nothing is counted that happens once.
 * @param request makes the request; the customer number and instants in values are replaced by what stands for them
 */
export async function statementsOf(
  stage: Stage,
  databaseUrl: string,
  customerNumber: string,
  request: (portal: Portal) => Promise<void>,
): Promise<readonly Statement[]> {
  const file = join(await stage.folder(), `statements-${Date.now()}`);
  writeFileSync(file, '');
  const portal = await startPortal(stage, databaseUrl, { SPY_FILE: file }, ['--import', SPY]);
  try {
    for (let before = 0; before < 3; before += 1) await request(portal);
    writeFileSync(file, '');
    await request(portal);
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => templated(JSON.parse(line) as Statement, customerNumber));
  } finally {
    await portal.stop();
  }
}

/** A limiter's key: its bucket, and a digest of whom it counts. */
const A_LIMITER_KEY = /^(\w+):[\w-]{43}$/;
const AN_INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** No other number of these statements is as large. */
const A_YEAR_AS_MS = Date.UTC(2020);

function templated({ text, values }: Statement, customerNumber: string): Statement {
  const of = (value: unknown): unknown => {
    if (typeof value === 'number' && value > A_YEAR_AS_MS) return `${LATER}${value - Date.now()}`;
    if (typeof value !== 'string') return value;
    if (A_LIMITER_KEY.test(value)) return value.replace(A_LIMITER_KEY, `$1:${PARTNER}`);
    return AN_INSTANT.test(value) ? NOW : value.replace(customerNumber, PARTNER);
  };
  return { text, values: values.map(of) };
}

/** Starts one of the other sides on these statements. @returns its address */
export async function peerOn(
  stage: Stage,
  kind: 'bare' | 'fastify',
  databaseUrl: string,
  statements: readonly Statement[],
): Promise<string> {
  const file = join(await stage.folder(), `peer-${kind}-${Date.now()}`);
  writeFileSync(file, JSON.stringify(statements));
  const env = { PATH: process.env['PATH'] ?? '' };
  const child = spawn(process.execPath, [SERVER, kind, databaseUrl, file, PORTAL_SECRET], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stage.atEnd(() => ended(child));
  return address(child);
}
