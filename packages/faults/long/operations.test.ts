import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { scratchFolder } from '@miomente/booking-testing';
import pg from 'pg';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import {
  ask,
  DRAINED,
  historyOf,
  judge,
  memoryOf,
  postgresBin,
  ROOT,
  runProduct,
  runProgram,
  startDebianPostgres,
  startProxy,
  startSteadyLoad,
  until,
  untilReady,
} from '../src/index.ts';
import { stageOfTest } from './stage-of-test.ts';

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
/** A scheduler that is killed has so many mails on their way at most. */
const CONCURRENCY = 10;

const folder = scratchFolder('booking-operations-');
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
const live = join(folder, 'live');
const next = join(folder, 'next');
const figures: string[] = [];
const note = (line: string): void => void figures.push(line);
const timed = async <Value>(work: () => Promise<Value>): Promise<readonly [Value, string]> => {
  const from = performance.now();
  const value = await work();
  return [value, `${((performance.now() - from) / 1_000).toFixed(1)} s`];
};

/** What stands in a folder, with times and sizes. */
const contentOf = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { size, mtimeMs } = statSync(join(path, name));
    return `${name} ${size} ${mtimeMs}`;
  });

/** What `.containerignore` keeps out, by the forms of patterns that it has: at the top, or anywhere. */
const keptOut: readonly RegExp[] = readFileSync(join(ROOT, '.containerignore'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((pattern) => {
    const [anywhere, name] = pattern.startsWith('**/') ? [true, pattern.slice(3)] : [false, pattern];
    if (!/^[\w.-]+$/.test(name)) throw new Error(`.containerignore has a pattern that is not known here: ${pattern}`);
    return new RegExp(`${anywhere ? '(?:^|/)' : '^'}${name.replaceAll('.', '\\.')}(?:/|$)`);
  });

/** What the Containerfile does, in an empty folder: copy what is committed or would be, run its steps, keep what it keeps. */
function replayContainerfile(): void {
  const source = join(folder, 'src');
  mkdirSync(source);
  const files = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  const names = String(files.stdout)
    .split('\0')
    .filter((name) => name !== '' && !keptOut.some((pattern) => pattern.test(name)));
  for (const name of names) cpSync(join(ROOT, name), join(source, name));
  const containerfile = readFileSync(join(source, 'Containerfile'), 'utf8');
  const steps = [...containerfile.matchAll(/^RUN (.*)$/gm)];
  for (const [, step = ''] of steps) {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', step], { cwd: source, encoding: 'utf8' });
    expect([step, status, status === 0 ? '' : stdout + stderr]).toEqual([step, 0, '']);
  }
  const [, built = ''] = /^COPY --from=build \/src\/(\S+) \/app$/m.exec(containerfile) ?? [];
  expect(built).not.toBe('');
  cpSync(join(source, built), live, { recursive: true });
  // From here on there is nothing but the build.
  rmSync(source, { recursive: true, force: true, maxRetries: 3 });
}

it('running#production-build: operations: built in an empty folder, run behind nginx, upgraded under load, killed, backed up and restored', async () => {
  const [, built] = await timed(async () => replayContainerfile());
  note(`\`npm run build\` in an empty clone, with installing: ${built}`);
  const before = contentOf(live);
  const stage = await stageOfTest({
    http: 2,
    schedulers: 2,
    root: live,
    startServer: startDebianPostgres,
    variables: { TRUST_PROXY: '1' },
  });
  const [, ready] = await timed(() => untilReady(stage));
  note(`two HTTP processes and two schedulers started at once are ready after ${ready}`);
  const portOf = (url: string): number => Number(new URL(url).port);
  const proxy = await startProxy(
    folder,
    stage.http.map(({ url }) => portOf(url)),
  );
  onTestFinished(() => proxy.stop());
  const trusted = await new Promise<number | undefined>((resolve, reject) =>
    request(`${proxy.url}/login`, { ca: proxy.certificate }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end(),
  );
  expect(trusted).toBe(200);
  // `fetch` takes no certificate of one's own.
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  for (const path of ['/metrics', '/healthz', '/readyz']) {
    expect([path, (await fetch(proxy.url + path)).status]).toEqual([path, 404]);
  }

  const load = startSteadyLoad(stage, proxy);
  await delay(3_000);

  // The next release: the same build with one more migration.
  cpSync(live, next, { recursive: true });
  const migrations = join(next, 'files/migrations');
  const known = readdirSync(migrations).length;
  const number = (n: number): string => String(n).padStart(4, '0');
  writeFileSync(
    join(migrations, `${number(known + 1)}_of_the_next_release.sql`),
    `-- Serves programs from ${number(known)}.\nALTER TABLE ${BOOKINGS} ADD COLUMN of_the_next_release TEXT;\n`,
  );
  const [, migrated] = await timed(() => runProduct('migrate', { ...stage.env, DATABASE_URL: stage.server.url }, next));
  const [, rolled] = await timed(async () => {
    for (const [at, leaving] of [...stage.http].entries()) {
      await leaving.end('SIGTERM');
      expect(leaving.ended).toBe(0);
      stage.http[at] = await stage.start('http', { port: portOf(leaving.url), root: next });
      await untilReady(stage);
    }
    for (const [at, leaving] of [...stage.schedulers].entries()) {
      await leaving.end('SIGTERM');
      expect(leaving.ended).toBe(0);
      stage.schedulers[at] = await stage.start('scheduler', { root: next });
      await untilReady(stage);
    }
  });
  expect(load.failed).toEqual([]);
  note(`upgrade under load: migration ${migrated}, four processes one after the other ${rolled}, no failed request`);

  // One of each is killed.
  const [http] = stage.http;
  const [scheduler] = stage.schedulers;
  if (http === undefined || scheduler === undefined) throw new Error('Two of each were started.');
  await http.end('SIGKILL');
  await scheduler.end('SIGKILL');
  await delay(3_000);
  stage.http[0] = await stage.start('http', { port: portOf(http.url), root: next });
  stage.schedulers[0] = await stage.start('scheduler', { root: next });
  await untilReady(stage);

  // A backup, under load.
  const dump = join(folder, 'bookings.dump');
  const bin = postgresBin();
  const [, dumped] = await timed(() =>
    runProgram(`${bin}/pg_dump`, ['--format=custom', `--file=${dump}`, stage.server.url]),
  );
  await delay(2_000);
  const requests = await load.stop();
  expect(load.failed).toEqual([]);
  note(`one HTTP process and one scheduler killed by SIGKILL: no failed request of ${requests} in all, nothing lost`);
  const memory = [...stage.http, ...stage.schedulers].map(({ pid }) => memoryOf(pid));
  note(`memory under this load: ${Math.max(...memory)} MB for a process at most`);
  await until(stage, DRAINED);
  const history = await historyOf(stage, { acknowledged: load.acknowledged, lostAnswers: CONCURRENCY });
  expect(judge(history)).toEqual([]);
  expect(load.acknowledged.length).toBeGreaterThan(20);

  // A visit by a link of a mail leaves its secret in no log.
  const secret = 'a'.repeat(64);
  await fetch(`${proxy.url}/api/confirm/${secret}`);
  expect(proxy.logs()).toContain('GET 4');
  expect(proxy.logs()).not.toContain(secret);
  expect(proxy.logs()).not.toContain('/api/');

  // The backup becomes a database that the product works on.
  await stage.pool.query('CREATE DATABASE restored TEMPLATE template0');
  const restoredUrl = stage.server.url.replace(/\/postgres$/, '/restored');
  const [, restored] = await timed(() =>
    runProgram(`${bin}/pg_restore`, ['--no-owner', '--exit-on-error', `--dbname=${restoredUrl}`, dump]),
  );
  const pool = new pg.Pool({ connectionString: restoredUrl, max: 2 });
  onTestFinished(() => pool.end());
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${BOOKINGS}`);
  expect(rows[0]?.n).toBeGreaterThan(20);
  note(
    `pg_dump under load: ${dumped} for ${rows[0]?.n} bookings (${statSync(dump).size / 1e3} kB); pg_restore ${restored}`,
  );
  const env = { ...stage.env, DATABASE_URL: restoredUrl };
  await runProduct('migrate', env, next);
  const restarted = await stage.start('scheduler', { root: next, variables: { DATABASE_URL: restoredUrl } });
  while ((await ask(restarted, '/readyz')).status !== 200) await delay(50);
  await until({ ...stage, pool }, DRAINED);
  // What it holds is what had been acknowledged when it was made.
  const { rows: sent } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${BOOKINGS} b WHERE NOT EXISTS (
       SELECT FROM miomente_partner_portal_deliveries d WHERE d.booking_id = b.id AND d.state = 'done')`,
  );
  expect(sent[0]?.n).toBe(0);
  expect(contentOf(live)).toEqual(before);
  for (const line of figures) process.stdout.write(`- ${line}\n`);
});
