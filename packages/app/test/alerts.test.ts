import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { expect, it } from 'vitest';
import { makeMetrics } from '../src/metrics/metrics.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
/** Of Prometheus itself, and on every series that it keeps. */
const OF_PROMETHEUS = ['up'];
const EVERYWHERE = ['job', 'instance'];

const alerts = [...read('deploy/prometheus/alerts.yml').matchAll(/- alert: (\w+)\n\s+expr: (.*)\n/g)].map(
  ([, name = '', expression = '']) => ({ name, expression }),
);
const panels = (
  JSON.parse(read('deploy/grafana/booking.json')) as { panels: { title: string; targets: { expr: string }[] }[] }
).panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ name: title, expression: expr })));
const expressions = [...alerts, ...panels];

/** The names in an expression: of metrics and of labels. @throws Error where it can't be parsed */
function namesIn(expression: string): { readonly metrics: readonly string[]; readonly labels: readonly string[] } {
  const metrics: string[] = [];
  const labels: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ type, from, to }) => {
      const text = expression.slice(from, to);
      if (type.isError) throw new Error(`${expression} can't be parsed at ${from}.`);
      if (type.name === 'Identifier') metrics.push(text);
      if (type.name === 'LabelName') labels.push(text);
    },
  });
  return { metrics, labels };
}

/** The labels of every metric that `/metrics` names, as declared; a histogram's series by their own names. */
async function known(): Promise<ReadonlyMap<string, readonly string[]>> {
  const metrics = makeMetrics();
  const text = await metrics.text();
  const labelsOf = metrics.labels();
  const series = new Map<string, readonly string[]>();
  for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\w+)$/gm)) {
    const labels = [...(labelsOf.get(name) ?? []), ...EVERYWHERE];
    series.set(name, labels);
    if (type !== 'histogram') continue;
    for (const part of ['_count', '_sum']) series.set(name + part, labels);
    series.set(`${name}_bucket`, [...labels, 'le']);
  }
  return series;
}

it('running#alerts: the rules and the dashboard are there', () => {
  expect(alerts.length).toBeGreaterThan(8);
  expect(alerts.length).toBe(read('deploy/prometheus/alerts.yml').split('- alert:').length - 1);
  expect(panels.length).toBeGreaterThan(10);
});

it.each(expressions)('running#alerts: $name is about metrics and labels that exist', async ({ expression }) => {
  const series = await known();
  const { metrics, labels } = namesIn(expression);
  expect(metrics.length).toBeGreaterThan(0);
  const own = metrics.filter((name) => !OF_PROMETHEUS.includes(name));
  expect(own.filter((name) => !series.has(name))).toEqual([]);
  const allowed = new Set([...EVERYWHERE, ...own.flatMap((name) => series.get(name) ?? [])]);
  expect(labels.filter((label) => !allowed.has(label))).toEqual([]);
});

it('running#alerts: the parser takes no nonsense, so that the test above means something', () => {
  expect(() => namesIn('sum(rate(booking_deliveries_total[5m])')).toThrow(/parsed/);
  expect(namesIn('sum by (kind) (x{state="dead"})')).toEqual({ metrics: ['x'], labels: ['kind', 'state'] });
});

it.each(alerts)('running#alerts: $name has its entry in the runbook', ({ name }) => {
  const rules = read('deploy/prometheus/alerts.yml');
  expect(rules).toMatch(new RegExp(`docs/runbook\\.md#${name.toLowerCase()}\\b`));
  expect(read('docs/runbook.md')).toMatch(new RegExp(`^### ${name}$`, 'm'));
});

it('running#alerts: every kind of delivery that the office may find has its entry in the runbook', () => {
  // As the newest migration that says so has it.
  const migrations = readdirSync(new URL('migrations', ROOT))
    .toSorted()
    .map((name) => read(`migrations/${name}`));
  const [kinds = ''] = migrations.flatMap((text) => /kind IN \(('send_mail'[^)]*)\)/.exec(text)?.[1] ?? []).slice(-1);
  const named = [...kinds.matchAll(/'(\w+)'/g)].map(([, kind = '']) => kind);
  expect(named.length).toBeGreaterThan(6);
  for (const kind of named) expect(read('docs/runbook.md')).toMatch(new RegExp(`^\\| \`${kind}\``, 'm'));
});

it('running#alerts: what the runbook tells to look for in answers, logs and metrics is written there by the product', () => {
  const sources = ['packages', 'packages/adapters']
    .flatMap((folder) => readdirSync(new URL(folder, ROOT)).map((name) => `${folder}/${name}/src`))
    .flatMap((folder) => filesIn(folder))
    .map(read)
    .join('\n');
  const runbook = read('docs/runbook.md');
  const logged = [...runbook.matchAll(/`(?:"\w+":")?([a-z]+_[a-z_]+)"?`/g)].map(([, name = '']) => name);
  const said = [...runbook.matchAll(/`\/(?:readyz|healthz)` 503, ([^|]+)/g)].flatMap(([, words = '']) =>
    [...words.matchAll(/_([^_(]+?)(?: \(\w+\))?_/g)].map(([, text = '']) => text),
  );
  expect([logged.length > 10, said.length > 5]).toEqual([true, true]);
  expect([...new Set([...logged, ...said])].filter((name) => !sources.includes(name))).toEqual([]);
});

/** The source files in a folder; none where there is no such folder. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(new URL(folder, ROOT))) return [];
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`);
}
