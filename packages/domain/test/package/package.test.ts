import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Consumer, installed, makeConsumer, type Packed, pack } from './consumer.ts';

const TYPED = `import { DEFAULT_POLICY, decide, type Booking, type BookingRefusal, type Result } from '@miomente/booking-domain';
import type { MailerHarness } from '@miomente/booking-domain/testing';
declare const booking: Booking;
const decision = decide(DEFAULT_POLICY, booking, { type: 'sweep', at: 0 });
const refusal: BookingRefusal | undefined = decision.ok ? undefined : decision.refusal;
const days: number = DEFAULT_POLICY.tokenLifetimeMs / 86_400_000;
// @ts-expect-error nobody has this status
const unknown: Booking['status'] = 'maybe';
export const all: readonly unknown[] = [refusal, days, unknown] satisfies readonly unknown[];
export type Harness = MailerHarness | Result<number, string>;
`;

let packed: Packed;
let modern: Consumer;
let classic: Consumer;
beforeAll(() => {
  packed = pack();
  modern = makeConsumer(packed, 'module');
  classic = makeConsumer(packed, 'commonjs');
}, 120_000);
afterAll(() => {
  for (const one of [modern, classic, packed]) one.remove();
});

// Each check starts compilers, which take their time on a busy machine.
describe('the domain as a package, packed by npm and installed without network', { timeout: 120_000 }, () => {
  it('contains what it needs and nothing else: no tests, no stale files, and documentation', () => {
    expect(packed.files).toEqual(
      expect.arrayContaining(['package.json', 'README.md', 'dist/index.js', 'dist/index.d.ts']),
    );
    expect(packed.files).toEqual(expect.arrayContaining(['dist/testing/index.js', 'example/booking-life.ts']));
    expect(packed.files.filter((file) => /\.test\.|tsbuildinfo|^test\/|^docs\/|tsconfig/.test(file))).toEqual([]);
    const domain = fileURLToPath(new URL('../..', import.meta.url));
    const sourceOf = (file: string): string =>
      file.replace(
        /^dist\/(testing\/)?(.*)\.js$/,
        (_, testing?: string, name?: string) => `${testing ?? 'src/'}${name}.ts`,
      );
    const stale = packed.files.filter((file) => file.endsWith('.js') && !existsSync(join(domain, sourceOf(file))));
    expect(stale, 'built from files that are gone: delete packages/domain/dist and build again').toEqual([]);
  });

  it('has no dependency', () => {
    for (const consumer of [modern, classic]) expect(installed(consumer)).toEqual(['@miomente/booking-domain']);
  });

  it('runs in plain JavaScript, imported and required', () => {
    const use = `console.log(bookingTicketKey(7), DEFAULT_POLICY.escalationDelayMs, typeof decide)`;
    modern.write(
      'use.mjs',
      `import { bookingTicketKey, DEFAULT_POLICY, decide } from '@miomente/booking-domain';\n${use}`,
    );
    classic.write(
      'use.cjs',
      `const { bookingTicketKey, DEFAULT_POLICY, decide } = require('@miomente/booking-domain');\n${use}`,
    );
    classic.write(
      'use.js',
      `import('@miomente/booking-domain').then(({ bookingTicketKey, DEFAULT_POLICY, decide }) => ${use});`,
    );
    for (const [consumer, file] of [
      [modern, 'use.mjs'],
      [classic, 'use.cjs'],
      [classic, 'use.js'],
    ] as const) {
      expect([file, consumer.node('--no-warnings', file)]).toEqual([file, 'miomente_booking.ticket_7 0 function\n']);
    }
  });

  it.each(
    (['7', '6'] as const).flatMap(
      (typescript) =>
        [
          [typescript, 'node16', { module: 'node16', moduleResolution: 'node16' }],
          [typescript, 'nodenext', { module: 'nodenext', moduleResolution: 'nodenext' }],
          [typescript, 'bundler', { module: 'esnext', moduleResolution: 'bundler' }],
        ] as const,
    ),
  )('TypeScript %s resolves its types for ES modules under %s, and checks them', (typescript, _, options) => {
    modern.write('typed.ts', TYPED);
    modern.link('vitest');
    expect(modern.tsc(typescript, { ...options, noEmit: true, skipLibCheck: true })).toBe('');
  });

  it('its own declarations pass without skipLibCheck', () => {
    classic.write('typed.mts', TYPED.replace(/^import type \{ MailerHarness.*$/m, 'type MailerHarness = never;'));
    expect(classic.tsc('7', { module: 'nodenext', noEmit: true })).toBe('');
  });

  it('a CommonJS TypeScript file may require it under nodenext', () => {
    classic.write('typed.mts', 'export {};');
    classic.write('typed.cts', TYPED.replace(/^import type \{ MailerHarness.*$/m, 'type MailerHarness = never;'));
    expect(classic.tsc('7', { module: 'nodenext' })).toBe('');
    expect(classic.tsc('6', { module: 'nodenext' })).toBe('');
  });

  it('a bundle of one function contains only that function', async () => {
    modern.write('one.js', "export { bookingTicketKey } from '@miomente/booking-domain';");
    modern.write('everything.js', "export * from '@miomente/booking-domain';");
    const [one, everything] = [await bundled('one.js'), await bundled('everything.js')];
    expect(one).toContain('miomente_booking.ticket_');
    expect(one.length).toBeLessThan(200);
    expect(everything.length).toBeGreaterThan(20_000);
  });

  it('the example, compiled and run in another project, runs a booking through its life', () => {
    modern.copy('example');
    modern.link('@types/node');
    const options = { module: 'nodenext', rewriteRelativeImportExtensions: true, types: ['node'], skipLibCheck: true };
    expect(modern.tsc('7', { ...options, rootDir: '.' })).toBe('');
    expect(modern.node('out/example/main.js')).toContain('declined: now declined\n');
  });

  it('its contract suites run on another project’s adapter', () => {
    modern.link('fast-check');
    modern.write(
      'desk.test.js',
      "import { fileTicketDeskContract } from './out/example/file-ticket-desk.contract.js';\nfileTicketDeskContract();",
    );
    const told = modern.node(
      'node_modules/vitest/vitest.mjs',
      'run',
      '--root',
      '.',
      '--reporter',
      'json',
      'desk.test.js',
    );
    const { numPassedTests, numFailedTests } = JSON.parse(told.slice(told.indexOf('{'))) as Record<string, number>;
    expect(numFailedTests).toBe(0);
    expect(numPassedTests).toBeGreaterThan(30);
  });
});

/** The minified bundle of one of the consumer's files. */
async function bundled(file: string): Promise<string> {
  const made = await build({
    root: modern.folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(modern.folder, file), formats: ['es'] },
      rolldownOptions: { output: { minify: true } },
    },
  });
  const outputs = [made].flat().flatMap((each) => ('output' in each ? each.output : []));
  return outputs.map((chunk) => ('code' in chunk ? chunk.code : '')).join('');
}
