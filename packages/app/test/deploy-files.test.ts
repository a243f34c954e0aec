import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { MAX_FORM_BYTES } from '@miomente/booking-inbound-mail';
import { expect, it } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

const commands = all(read('scripts/build/commands.mjs'), /^ {2}'([a-z-]+)',$/gm);
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
/** A process has ended within ten seconds. */
const LONG_ENOUGH_S = 12;
const units = readdirSync(new URL('deploy/systemd', ROOT));

it('running#deploy-files: the build has each command that is started, and each command exists', () => {
  expect(commands).toEqual(expect.arrayContaining(['http', 'scheduler', 'migrate']));
  for (const name of commands)
    expect([name, existsSync(new URL(`packages/app/src/${name}.ts`, ROOT))]).toEqual([name, true]);
  const started = [
    ...all(read('Containerfile'), /"([a-z-]+)\.js"/g),
    ...all(read('compose.yaml'), /^ {4}command: node --enable-source-maps ([a-z-]+)\.js$/gm),
    ...units.flatMap((unit) => all(read(`deploy/systemd/${unit}`), /^ExecStart=.*\/([a-z-]+)\.js$/gm)),
    ...all(read('docs/operations.md'), /node (?:--\S+ )*build\/([a-z-]+)\.js/g),
  ];
  expect(started.filter((name) => !commands.includes(name))).toEqual([]);
  expect(started).toEqual(expect.arrayContaining(['http', 'scheduler', 'migrate']));
});

it('running#deploy-files: the container is built by the repository’s own commands', () => {
  const file = read('Containerfile');
  const steps = all(file, /^RUN (.*)$/gm);
  expect(steps).toEqual(['npm run build']);
  for (const step of steps) expect(scripts[step.replace('npm run ', '')]).toBeDefined();
  expect(file).toContain('COPY --from=build /src/build /app');
  // What stands on the builder's disk must not get in: other machines' modules, data, secrets.
  for (const name of ['.env', '.data', '**/node_modules', '.git', 'build'])
    expect(read('.containerignore').split('\n')).toContain(name);
});

it('running#deploy-files: two HTTP processes and two schedulers, with time to end in good order', () => {
  const compose = read('compose.yaml');
  for (const name of ['http-1', 'http-2', 'scheduler-1', 'scheduler-2', 'postgres', 'migrate'])
    expect(compose).toMatch(new RegExp(`^ {2}${name}:`, 'm'));
  expect(Number(/stop_grace_period: (\d+)s/.exec(compose)?.[1])).toBeGreaterThan(LONG_ENOUGH_S);
  for (const unit of units.filter((name) => name.includes('@')))
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(read(`deploy/systemd/${unit}`))?.[1])).toBeGreaterThan(LONG_ENOUGH_S);
});

it('running#deploy-files: what listens is what is reached, on a database that is there and migrated', () => {
  const [file, compose] = [read('Containerfile'), read('compose.yaml')];
  const [port] = all(file, /\bPORT=(\d+)$/gm);
  expect(all(file, /^EXPOSE (\d+)$/gm)).toEqual([port]);
  expect(all(compose, /"127\.0\.0\.1:\d+:(\d+)"/g)).toEqual([port, port]);
  expect(all(compose, /"127\.0\.0\.1:(\d+):/g)).toEqual(all(read('deploy/nginx.conf'), /server 127\.0\.0\.1:(\d+)/g));
  expect(all(compose, /^ +migrate: \{ condition: (\w+) \}$/gm)).toEqual(['service_completed_successfully']);
  expect(all(compose, /^ +postgres: \{ condition: (\w+) \}$/gm)).toEqual(['service_healthy']);
});

it('running#deploy-files: no log of the proxy has a path, which may hold a link’s secret', () => {
  const nginx = read('deploy/nginx.conf');
  const [format = ''] = all(nginx, /^log_format booking '(.*)';$/gm);
  expect(format).not.toMatch(/\$(request|request_uri|uri|document_uri|args|query_string|http_referer)\b/);
  expect(new Set(all(nginx, /access_log \S+ ?(.*);/g))).toEqual(new Set(['booking']));
  expect(nginx).toMatch(/error_log \S+ crit;/);
});

it('running#deploy-files: the proxy lets through what the product takes, a mail with photos too', () => {
  const nginx = read('deploy/nginx.conf');
  const [, inbound = ''] = /location = \/api\/webhooks\/inbound-mail \{([^}]*)\}/.exec(nginx) ?? [];
  const [megabytes = '0'] = all(inbound, /client_max_body_size (\d+)m;/g);
  expect(Number(megabytes) * 1024 * 1024).toBeGreaterThan(MAX_FORM_BYTES);
});
