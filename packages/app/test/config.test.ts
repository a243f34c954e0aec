import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_ORDER_POLICY, DEFAULT_POLICY } from '@miomente/booking-domain';
import { DEFAULT_SCHEDULER_TIMES } from '@miomente/booking-scheduler';
import { afterAll, describe, expect, it } from 'vitest';
import { envExample, settingsPage, withReadmeTable } from '../src/config/describe.ts';
import { DECLARED } from '../src/config/groups.ts';
import { loadConfig } from '../src/config/load.ts';
import { bookingPolicy, orderPolicy, schedulerTimes } from '../src/config/policies.ts';
import { ConfigError, type Problem } from '../src/config/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'booking-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In the format of `openssl rand -hex 32`. */
const secret = (name: string) => createHash('sha256').update(name).digest('hex');
const tryOut = { DATA_DIR: join(folder, 'try-out') };
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://bookings:3vLq@db.miomente.de/bookings',
  PUBLIC_URL: 'https://partner.miomente.de',
  TRUST_PROXY: '1',
  GO_LIVE_AT: '2026-12-01T00:00:00+01:00',
  BOOKING_TOKEN_SECRET: secret('token'),
  PORTAL_JWT_SECRET: secret('jwt'),
  WEBHOOK_SECRET: secret('webhook'),
  MAGENTO_DB_HOST: 'magento-db',
  MAGENTO_DB_USER: 'reader',
  MAGENTO_DB_NAME: 'magento',
  SENDGRID_API_KEY: `SG.${secret('sendgrid')}`,
  MAIL_FROM: 'Partner-Portal <partner@miomente.de>',
  ODOO_URL: 'https://odoo.miomente.de',
  ODOO_DB: 'odoo',
  ODOO_USERNAME: 'portal',
  ODOO_API_KEY: 'key',
};

function problemsOf(env: Record<string, string>): readonly Problem[] {
  try {
    loadConfig({ ...tryOut, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
const variablesOf = (env: Record<string, string>) => problemsOf(env).map(({ variable }) => variable);

describe('the configuration', () => {
  it('running#nothing-to-configure: needs no variable, and has the documented defaults', () => {
    const config = loadConfig(tryOut);
    expect(config).toMatchObject({ HOST: '127.0.0.1', DATABASE_URL: undefined, publicUrl: undefined });
    expect(config.PORT).toBeUndefined();
    expect(bookingPolicy(config, 'de')).toEqual(DEFAULT_POLICY);
    expect(orderPolicy(config)).toEqual(DEFAULT_ORDER_POLICY);
    expect(schedulerTimes(config)).toEqual(DEFAULT_SCHEDULER_TIMES);
    expect(config.httpSettings('http://127.0.0.1:3000')).toMatchObject({
      publicUrl: 'http://127.0.0.1:3000',
      secureCookies: false,
      confirmLinkMode: 'guarded',
      language: 'de',
      supportEmail: 'support@miomente.de',
    });
  });

  it.each([
    ['DATABASE_URL', 'mysql://localhost/x', /postgres:\/\//],
    ['DATABASE_POOL_SIZE', '1', /from 2 to 500/],
    ['DATABASE_STATEMENT_TIMEOUT_SECONDS', 'long', /number of seconds/],
    ['PORT', '80000', /from 1 to 65535/],
    ['PORT', '-1', /from 1 to 65535/],
    ['LOG_LEVEL', 'loud', /one of: fatal, error/],
    ['TIME_ZONE', 'Europe/Atlantis', /Europe\/Berlin/],
    ['LANGUAGE', 'fr', /de/],
    ['PUBLIC_URL', 'partner.example.org', /https?:\/\//],
    ['PUBLIC_URL', 'https://example.org/portal', /root/],
    ['CONFIRM_LINK_MODE', 'always', /guarded/],
    ['BOOKING_TOKEN_SECRET', 'short', /at least 32 characters/],
    ['PORTAL_JWT_SECRET', 'short', /at least 32 characters/],
    ['WEBHOOK_SECRET', 'short', /at least 32 characters/],
    ['BOOKING_TOKEN_EXPIRY_DAYS', 'a week', /number of days/],
    ['REMINDER_FIRST_HOURS', '0', /number of hours/],
    ['REMINDER_FIRST_HOURS', '-3', /number of hours/],
    ['REMINDER_CLOCK', 'office', /one of: elapsed, working/],
    ['WORKING_HOURS', 'Mo-Fr 8-18', /Mo-Fr 08:00-18:00/],
    ['HOLIDAYS', 'Bayern', /DE-BY/],
    ['QUIET_HOURS', '21-7', /HH:mm-HH:mm, such as 21:00-07:00/],
    ['REMINDER_SWEEP_MINUTES', '0', /from 0.01 to 60/],
    ['REMINDER_SWEEP_MINUTES', '61', /from 0.01 to 60/],
    ['RECONCILE_MINUTES', '0', /number of minutes/],
    ['WORKER_CONCURRENCY', '1.5', /whole number/],
    ['GO_LIVE_AT', '2026-12-01', /2026-12-01T00:00:00\+01:00/],
    ['GO_LIVE_AT', '2026-13-01T00:00:00Z', /offset/],
    ['MAGENTO_ORDER_STATES', 'new,shipped', /order states \(new, /],
    ['MAGENTO_EVENT_START', 'Termin', /option:Termin/],
    ['MAGENTO_EVENT_TIME', 'Uhrzeit,,Beginn', /labels such as Uhrzeit/],
    ['MANAGER_EMAILS', 'office@example.org, nobody', /e-mail/],
    ['SUPPORT_EMAIL', 'support', /e-mail/],
    ['TRUST_PROXY', 'yes', /number of proxies/],
    ['PORTAL_LOGIN_URL', 'portal', /http/],
    ['DATABASE_URL_FILE', '/nowhere/secret', /ENOENT/],
  ])('refuses %s=%s and says what to do', (variable, value, message) => {
    const problems = problemsOf({ [variable]: value });
    expect(problems.map((problem) => problem.variable)).toEqual([variable]);
    expect(problems[0]?.message).toMatch(message);
  });

  it.each([
    ['MAGENTO_DB_HOST', 'db', ['MAGENTO_DB_NAME', 'MAGENTO_DB_USER']],
    ['SENDGRID_API_KEY', 'SG.x', ['MAIL_FROM']],
    ['ODOO_URL', 'https://odoo.example.org', ['ODOO_API_KEY', 'ODOO_DB', 'ODOO_USERNAME']],
  ])(
    'running#configuration · %s selects a real system, whose other variables are then required',
    (variable, value, missing) => {
      const problems = problemsOf({ [variable]: value });
      expect(problems.map((problem) => problem.variable).sort()).toEqual(missing);
      for (const { message } of problems) expect(message).toMatch(/must be set to/);
    },
  );

  it('running#configuration · each real system can replace its stand-in separately', () => {
    const { foreign } = loadConfig({ ...tryOut, SENDGRID_API_KEY: 'SG.x', MAIL_FROM: 'partner@example.org' });
    expect(foreign).toMatchObject({ magento: null, sendgrid: { apiKey: 'SG.x' }, odoo: null });
  });

  it('running#adapters · a port uses the adapter that is configured, or the one that is named', () => {
    const sendgrid = { SENDGRID_API_KEY: 'SG.x', MAIL_FROM: 'partner@example.org' };
    const smtp = { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'partner@example.org' };
    const mailerOf = (env: Record<string, string>) => {
      const { foreign, standIns } = loadConfig({ ...tryOut, ...env });
      return [foreign.mailer?.name ?? 'local', standIns.map(({ variable }) => variable)];
    };
    const others = ['ORDER_SOURCE', 'TICKET_DESK'];
    expect(mailerOf(sendgrid)).toEqual(['sendgrid', others]);
    expect(mailerOf(smtp)).toEqual(['smtp', others]);
    expect(mailerOf({})).toEqual(['local', ['ORDER_SOURCE', 'MAILER', 'TICKET_DESK']]);
    expect(problemsOf({ ...sendgrid, ...smtp })).toEqual([
      { variable: 'MAILER', message: 'must be set to sendgrid or smtp: the variables of both are set' },
    ]);
    expect(mailerOf({ ...sendgrid, ...smtp, MAILER: 'smtp' })).toEqual(['smtp', others]);
    expect(mailerOf({ ...sendgrid, MAILER: 'local' })[1]).toContain('MAILER');
    expect(variablesOf({ MAILER: 'sendgrid' })).toEqual(['SENDGRID_API_KEY', 'MAIL_FROM']);
    expect(variablesOf({ MAILER: 'pigeon' })).toEqual(['MAILER']);
  });

  it('running#adapters · production accepts a mail server as well as SendGrid, and no stand-in by name', () => {
    const { SENDGRID_API_KEY: _, ...rest } = production;
    expect(problemsOf({ ...rest, SMTP_URL: 'smtps://u:p@mail.miomente.de' })).toEqual([]);
    expect(variablesOf({ ...production, MAILER: 'local' })).toEqual(['MAILER']);
  });

  it('api#sessions: accepts a key set only with the issuer of its JWTs', () => {
    const PORTAL_JWKS_URL = 'https://login.example.org/keys';
    expect(variablesOf({ PORTAL_JWKS_URL })).toEqual(['PORTAL_JWT_ISSUER']);
    const config = loadConfig({ ...tryOut, PORTAL_JWKS_URL, PORTAL_JWT_ISSUER: 'https://login.example.org' });
    expect(config.httpSettings('http://x').portalJwksUrl).toBe(PORTAL_JWKS_URL);
  });

  it('reports all problems at once, by variable, including those of combinations', () => {
    const env = {
      PORT: 'x',
      REMINDER_FIRST_HOURS: '50',
      SUPPORT_EMAIL: 'x',
      LOG_LEVEL: 'x',
      ODOO_URL: 'x',
      ODOO_DB: 'x',
      ODOO_USERNAME: 'x',
      ODOO_API_KEY: 'x',
    };
    expect(new Set(variablesOf(env))).toEqual(
      new Set(['PORT', 'LOG_LEVEL', 'REMINDER_SECOND_HOURS', 'ODOO_URL', 'SUPPORT_EMAIL']),
    );
    expect(() => loadConfig({ ...tryOut, ...env })).toThrow(
      /5 problems:\n[\s\S]*PORT must be a port number[\s\S]*\.env\.example/,
    );
  });

  it.each([
    [
      'the second reminder before the first',
      { REMINDER_FIRST_HOURS: '48', REMINDER_SECOND_HOURS: '24' },
      'REMINDER_SECOND_HOURS',
    ],
    ['reminders at the same time', { REMINDER_FIRST_HOURS: '48' }, 'REMINDER_SECOND_HOURS'],
    ['links that end with the second reminder', { BOOKING_TOKEN_EXPIRY_DAYS: '2' }, 'BOOKING_TOKEN_EXPIRY_DAYS'],
    ['links that end before the phone call', { ESCALATION_DELAY_HOURS: '200' }, 'BOOKING_TOKEN_EXPIRY_DAYS'],
    ['links that end before hours of work do', { REMINDER_CLOCK: 'working' }, 'BOOKING_TOKEN_EXPIRY_DAYS'],
    [
      'links that end before few hours of work do',
      { REMINDER_CLOCK: 'working', WORKING_HOURS: 'Sa 10:00-14:00', BOOKING_TOKEN_EXPIRY_DAYS: '80' },
      'BOOKING_TOKEN_EXPIRY_DAYS',
    ],
    ['a lease that one late heartbeat ends', { WORKER_LEASE_SECONDS: '6' }, 'WORKER_LEASE_SECONDS'],
    [
      'a previous token secret alone',
      { BOOKING_TOKEN_SECRET_PREVIOUS: secret('old') },
      'BOOKING_TOKEN_SECRET_PREVIOUS',
    ],
  ])('refuses %s', (_what, env, variable) => {
    expect(variablesOf(env)).toEqual([variable]);
  });

  it('reminders#working-time · reminders#quiet-hours: reads working hours, holidays and quiet hours in the time zone', () => {
    const hours = { REMINDER_CLOCK: 'working', QUIET_HOURS: '21:00-07:00', BOOKING_TOKEN_EXPIRY_DAYS: '11' };
    const { workingTime, quietTime } = bookingPolicy(loadConfig({ ...tryOut, ...hours }));
    const friday = Date.parse('2026-06-05T15:00:00Z');
    const far = friday + 30 * 24 * 3_600_000;
    expect(workingTime?.after(friday, 2 * 3_600_000, null, far)).toBe(Date.parse('2026-06-08T07:00:00Z'));
    // Corpus Christi.
    const thursday = Date.parse('2026-06-03T15:00:00Z');
    expect(workingTime?.after(thursday, 2 * 3_600_000, 'DE-BY', far)).toBe(Date.parse('2026-06-05T07:00:00Z'));
    expect(quietTime?.endAfter(Date.parse('2026-06-05T20:00:00Z'))).toBe(Date.parse('2026-06-06T05:00:00Z'));
  });

  it('reads a value from a file without its line break, and refuses a file beside the variable itself', () => {
    const path = join(folder, 'token');
    writeFileSync(path, `${secret('from a file')}\n`);
    expect(loadConfig({ ...tryOut, BOOKING_TOKEN_SECRET_FILE: path }).BOOKING_TOKEN_SECRET).toBe(secret('from a file'));
    expect(variablesOf({ BOOKING_TOKEN_SECRET_FILE: path, BOOKING_TOKEN_SECRET: secret('x') })).toEqual([
      'BOOKING_TOKEN_SECRET_FILE',
    ]);
  });

  it.each(['EVENTS_SIGNING_SECRET', 'EVENTS_SIGNING_SECRET_PREVIOUS', 'WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS'])(
    'events#push: %s is refused when its base64 is none',
    (name) => {
      const problems = problemsOf({ [name]: `whsec_${'!'.repeat(60)}` });
      expect(problems).toMatchObject([{ variable: name, message: expect.stringContaining('base64') }]);
    },
  );

  it('running#configuration · only secrets come from files; a file for another variable is refused by name', () => {
    const path = join(folder, 'plain');
    writeFileSync(path, '3000');
    for (const { name, secret: kind } of DECLARED) {
      if (kind !== undefined) continue;
      expect(problemsOf({ [`${name}_FILE`]: path }), name).toEqual([
        { variable: `${name}_FILE`, message: `is not read: only secrets come from files; set ${name} itself` },
      ]);
    }
    expect(problemsOf({ SSL_CERT_FILE: path })).toEqual([]);
  });

  it('running#configuration · a file for a variable that is no secret does not get around production’s rules', () => {
    const { GO_LIVE_AT: _, MAGENTO_DB_HOST: __, ...rest } = production;
    const path = join(folder, 'plain');
    writeFileSync(path, 'x');
    expect(variablesOf({ ...rest, GO_LIVE_AT_FILE: path, MAGENTO_DB_HOST_FILE: path }).sort()).toEqual([
      'GO_LIVE_AT',
      'GO_LIVE_AT_FILE',
      'MAGENTO_DB_HOST',
      'MAGENTO_DB_HOST_FILE',
    ]);
  });

  it('running#writes-nothing-else · when secrets may not be generated, stored ones are used, or the variables are required', () => {
    const DATA_DIR = join(folder, 'asked');
    const load = (): unknown => loadConfig({ DATA_DIR }, { makeSecrets: false });
    expect(load).toThrow(/BOOKING_TOKEN_SECRET must be set[\s\S]*WEBHOOK_SECRET must be set/);
    expect(() => statSync(DATA_DIR)).toThrow(/ENOENT/);
    const made = loadConfig({ DATA_DIR });
    expect(loadConfig({ DATA_DIR }, { makeSecrets: false }).BOOKING_TOKEN_SECRET).toBe(made.BOOKING_TOKEN_SECRET);
  });

  it('treats an empty variable as missing, and ignores the desktop’s LANGUAGE', () => {
    expect(problemsOf({ PORT: '', DATABASE_URL: ' ', ODOO_URL: '', LANGUAGE: 'en_US:en' })).toEqual([]);
    expect(loadConfig({ ...tryOut, LANGUAGE: 'en_US:en' }).httpSettings('http://x').language).toBe('de');
    expect(loadConfig({ ...tryOut, LANGUAGE: 'en' }).httpSettings('http://x').language).toBe('en');
  });
});

describe('generated secrets', () => {
  it('are created once, readable by the owner only; configured ones take precedence', () => {
    const first = loadConfig(tryOut);
    const again = loadConfig(tryOut);
    expect(again.BOOKING_TOKEN_SECRET).toBe(first.BOOKING_TOKEN_SECRET);
    expect(again.httpSettings('http://x').webhookSecrets).toEqual(first.httpSettings('http://x').webhookSecrets);
    expect(statSync(join(tryOut.DATA_DIR, 'secrets.json')).mode & 0o777).toBe(0o600);
    const own = secret('own');
    expect(loadConfig({ ...tryOut, WEBHOOK_SECRET: own }).httpSettings('http://x').webhookSecrets).toEqual([own]);
  });

  it('differ between folders', () => {
    const other = loadConfig({ DATA_DIR: join(folder, 'other') });
    expect(other.BOOKING_TOKEN_SECRET).not.toBe(loadConfig(tryOut).BOOKING_TOKEN_SECRET);
  });

  it('report how to repair a broken file', () => {
    const broken = join(folder, 'broken');
    loadConfig({ DATA_DIR: broken });
    writeFileSync(join(broken, 'secrets.json'), '{');
    expect(problemsOf({ DATA_DIR: broken })).toEqual([
      { variable: 'DATA_DIR', message: expect.stringMatching(/fix the file, or delete it/) },
    ]);
  });
});

describe('NODE_ENV=production', () => {
  it('refuses stand-ins, generated secrets and a missing GO_LIVE_AT, all at once', () => {
    expect(new Set(variablesOf({ NODE_ENV: 'production' }))).toEqual(
      new Set([
        'DATABASE_URL',
        'PUBLIC_URL',
        'GO_LIVE_AT',
        'TRUST_PROXY',
        'BOOKING_TOKEN_SECRET',
        'PORTAL_JWT_SECRET',
        'WEBHOOK_SECRET',
        'MAGENTO_DB_HOST',
        'SENDGRID_API_KEY',
        'ODOO_URL',
      ]),
    );
  });

  it('accepts complete settings', () => {
    expect(problemsOf(production)).toEqual([]);
  });

  it.each([
    ['PUBLIC_URL', 'http://partner.miomente.de', /https:/],
    ['PORTAL_LOGIN_URL', 'http://portal.miomente.de/login', /https:/],
    ['PUBLIC_URL', 'https://localhost', /this machine only/],
    ['BOOKING_TOKEN_SECRET', 'x'.repeat(64), /can be guessed/],
    ['PORTAL_JWT_SECRET', '0123456789abcdef0123456789abcdef', /can be guessed/],
    ['WEBHOOK_SECRET', 'please-change-me-please-do-it-now!', /can be guessed/],
    ['BOOKING_REMINDER_CRON_SECRET', 'the cron secret of the portal, long', /can be guessed/],
    ['METRICS_SECRET', 'MyPasswordForPrometheus-2026-12-01', /can be guessed/],
    ['WEBHOOK_SECRET', secret('jwt'), /PORTAL_JWT_SECRET is the same as WEBHOOK_SECRET/],
    ['BOOKING_TOKEN_SECRET_PREVIOUS', secret('token'), /same as BOOKING_TOKEN_SECRET/],
    ['METRICS_SECRET', secret('webhook'), /same as WEBHOOK_SECRET/],
    ['SENDGRID_SANDBOX', 'true', /no mail would be sent/],
    ['SENDGRID_API_KEY', 'SG.x', /no whole API key/],
    ['METRICS_PORT', '9464', /METRICS_SECRET must be set beside METRICS_PORT/],
    ['DATABASE_URL', 'postgres://user:password@db.miomente.de/bookings', /an example's login/],
  ])('refuses %s=%s, and nothing else', (variable, value, message) => {
    const problems = problemsOf({ ...production, [variable]: value });
    expect(problems).toHaveLength(1);
    expect(`${problems[0]?.variable} ${problems[0]?.message}`).toMatch(message);
    expect(problems[0]?.message).toContain('(NODE_ENV is production)');
  });

  it('accepts the same settings in development', () => {
    const env = { PUBLIC_URL: 'http://localhost', WEBHOOK_SECRET: 'x'.repeat(64), SENDGRID_SANDBOX: 'true' };
    expect(problemsOf({ ...env, NODE_ENV: 'staging' })).toEqual([]);
  });

  it('refuses every address and template of .env.example', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const shown = [...text.matchAll(/^# ([A-Z][A-Z0-9_]+)=(.*(?:example|d-0123).*)$/gm)];
    expect(shown.length).toBeGreaterThan(10);
    for (const [, name = '', value = ''] of shown) {
      const mailer = name === 'SMTP_URL' ? { MAILER: 'smtp' } : {};
      const signing = name === 'EVENTS_URL' ? { EVENTS_SIGNING_SECRET: secret('events') } : {};
      const beside = { PORTAL_JWT_ISSUER: 'miomente', INBOUND_MAIL_SECRET: secret('inbound'), ...mailer, ...signing };
      const env = { ...production, ...beside, [name]: value };
      expect(variablesOf(env), name).toEqual([name]);
    }
  });

  it('refuses an unknown environment, so that a typo can not start the sample system', () => {
    for (const NODE_ENV of ['prod', 'Production', 'live']) expect(variablesOf({ NODE_ENV })).toEqual(['NODE_ENV']);
  });

  it('reports several problems of one variable', () => {
    expect(variablesOf({ ...production, PUBLIC_URL: 'http://partner.example.org' })).toEqual([
      'PUBLIC_URL',
      'PUBLIC_URL',
    ]);
  });

  it('reads every secret from a file, and checks it the same way', () => {
    const path = join(folder, 'weak');
    writeFileSync(path, 'x'.repeat(64));
    const { WEBHOOK_SECRET: _, ...rest } = production;
    expect(variablesOf({ ...rest, WEBHOOK_SECRET_FILE: path })).toEqual(['WEBHOOK_SECRET']);
    writeFileSync(path, `${secret('from a file')}\n`);
    for (const { name, secret: kind } of DECLARED) {
      if (kind === undefined) continue;
      const { [name as keyof typeof production]: __, ...others } = production;
      const known = { DATABASE_URL: production.DATABASE_URL, SENDGRID_API_KEY: production.SENDGRID_API_KEY };
      const values: Record<string, string> = { ...known, SMTP_URL: 'smtps://u:p@mail.miomente.de' };
      const value = values[name] ?? secret(name);
      const mailer = name === 'SMTP_URL' ? { MAILER: 'smtp' } : {};
      writeFileSync(path, `${value}\n`);
      expect(problemsOf({ ...others, ...mailer, [`${name}_FILE`]: path }), name).toEqual([]);
    }
  });

  it('generates no secrets', () => {
    const DATA_DIR = join(folder, 'production');
    expect(() => loadConfig({ ...production, GO_LIVE_AT: '', DATA_DIR })).toThrow(ConfigError);
    expect(loadConfig({ ...production, DATA_DIR }).SAMPLE_MAILBOX_KEY).toBe('');
    expect(() => statSync(DATA_DIR)).toThrow(/ENOENT/);
  });
});

describe('.env.example and the README', () => {
  const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

  it('match the declarations', () => {
    expect(read('.env.example'), 'run npm run docs:config').toBe(envExample());
    const bare = (text: string): string => text.replace(/ *\| */g, '|').replace(/-{3,}/g, '---');
    expect(bare(read('README.md')), 'run npm run docs:config').toBe(bare(withReadmeTable(read('README.md'))));
    expect(bare(read('docs/settings.md')), 'run npm run docs:config').toBe(bare(settingsPage()));
  });

  it('contain every variable that is read', () => {
    const named = new Set([...read('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));
    const expected = DECLARED.flatMap(({ name, secret: kind }) =>
      kind === undefined ? [name] : [name, `${name}_FILE`],
    );
    expect([...named].sort()).toEqual([...expected].sort());
  });

  it('show the real defaults: setting them changes nothing', () => {
    const needed = {
      MAGENTO_DB_HOST: 'db',
      MAGENTO_DB_USER: 'reader',
      MAGENTO_DB_NAME: 'magento',
      SENDGRID_API_KEY: 'SG.x',
      MAIL_FROM: 'partner@example.org',
      ODOO_URL: 'https://odoo.example.org',
      ODOO_DB: 'odoo',
      ODOO_USERNAME: 'portal',
      ODOO_API_KEY: 'key',
    };
    const defaults = DECLARED.filter(({ name }) => name !== 'DATA_DIR' && name !== 'MANAGER_EMAILS').flatMap(
      ({ name, default: absent }) => (absent === undefined ? [] : [[name, absent]]),
    );
    expect(defaults.length).toBeGreaterThan(30);
    const { httpSettings: givenHttp, ...given } = loadConfig({ ...tryOut, ...needed, ...Object.fromEntries(defaults) });
    const { httpSettings: plainHttp, ...plain } = loadConfig({ ...tryOut, ...needed });
    expect(given).toEqual(plain);
    expect(givenHttp('http://x')).toEqual(plainHttp('http://x'));
  });
});
