import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type HttpSettings, httpConfig, httpSettings } from '@miomente/booking-http';
import { type InboundMailConfig, inboundMailConfig } from '@miomente/booking-inbound-mail';
import { SAMPLE_ANSWERS, SAMPLE_OFFICE } from '@miomente/booking-local';
import { type PostgresConfig, postgresConfig } from '@miomente/booking-postgres';
import { type Environment, meantForUs } from './environment.ts';
import { generatedSecrets, keptSecrets } from './generated-secrets.ts';
import { DECLARED } from './groups.ts';
import { ownConfig, type Variables } from './own-config.ts';
import { ConfigError, type Problem, problemsIn } from './problem.ts';
import { productionProblems } from './production.ts';
import { type ForeignSettings, PROVIDERS, type Provider, readForeign, standInsOf } from './providers.ts';
import { relationProblems } from './relations.ts';
import { withSecretsFromFiles } from './secret-files.ts';

/** The complete, validated configuration. */
export interface Config extends Variables {
  /** Undefined when the product runs its own database in the data folder. */
  readonly DATABASE_URL: string | undefined;
  /** The key that encrypts mails in the mailbox; empty when a real mailer is in use. */
  readonly SAMPLE_MAILBOX_KEY: string;
  /** An absolute path. */
  readonly DATA_DIR: string;
  /** Sizes and time limits of the connection pools. The database's URL is known later. */
  readonly connections: Omit<PostgresConfig, 'databaseUrl'>;
  /** The real systems in use, in place of the stand-ins. */
  readonly foreign: ForeignSettings;
  /** Where answers to mails are taken; null for nowhere. */
  readonly inboundMail: InboundMailConfig | null;
  /** The ports that stand-ins implement. */
  readonly standIns: readonly Provider[];
  /** Undefined when it is derived from host and port. */
  readonly publicUrl: string | undefined;
  /** The settings of the HTTP side, without the address, which may depend on the port. */
  readonly httpSettings: (publicUrl: string) => HttpSettings;
}

/** What a command may do about its configuration. */
export interface LoadOptions {
  /** Whether missing secrets of a sample system are generated and stored; otherwise they are required. */
  readonly makeSecrets?: boolean;
}

/**
 * Reads the configuration from the environment.
 * @throws ConfigError that lists all problems at once
 */
export function loadConfig(env: Environment, { makeSecrets = true }: LoadOptions = {}): Config {
  const files = withSecretsFromFiles(meantForUs(env), (path) => readFileSync(path, 'utf8'));
  const production = files.env['NODE_ENV'] === 'production';
  const dataDir = resolve(files.env['DATA_DIR'] ?? '.data');
  const kept = production ? {} : keptSecrets(dataDir);
  const given: Readonly<Record<string, string>> = {
    ...(production ? {} : { MANAGER_EMAILS: SAMPLE_OFFICE }),
    ...(takesSampleAnswers(files.env, kept, makeSecrets && !production) ? { INBOUND_MAIL_DOMAIN: SAMPLE_ANSWERS } : {}),
    ...kept,
    ...files.env,
  };
  const makes = makeSecrets && !production;
  const problems = distinct([
    ...files.problems,
    ...read(given).problems.filter(({ variable }) => !(makes && isMadeUp(variable) && given[variable] === undefined)),
    ...previousToken(files.env),
    ...productionProblems(files.env),
  ]);
  // Nothing is written when there are problems.
  if (problems.length > 0) throw new ConfigError(problems);
  const { config, problems: left } = read({ ...(makes ? generatedSecrets(dataDir) : {}), ...given });
  if (config === undefined) throw new ConfigError(left);
  return { ...config, DATA_DIR: dataDir };
}

/**
 * Whether answers to mails are taken although nothing says so: the mailbox hands them in by itself, with a secret that was
 * made up. Beside a real system nobody would.
 */
function takesSampleAnswers(env: Environment, kept: Readonly<Record<string, string>>, makes: boolean): boolean {
  const sampled = env['NODE_ENV'] !== 'production' && standInsOf(env).length === PROVIDERS.length;
  return sampled && (makes || { ...kept, ...env }['INBOUND_MAIL_SECRET'] !== undefined);
}

function read(given: Readonly<Record<string, string>>): {
  readonly config: Config | undefined;
  readonly problems: readonly Problem[];
} {
  const own = ownConfig.safeParse(given);
  const http = httpConfig.safeParse(given);
  const postgres = postgresConfig.safeParse(given);
  const inboundMail = inboundMailConfig.safeParse(given);
  const foreign = readForeign(given);
  const problems = distinct([
    ...[own, http, postgres, inboundMail].flatMap(problemsIn),
    ...relationProblems(readable(given)),
    ...foreign.problems,
    ...partnersSource(given),
    ...mailboxKey(given, foreign.settings),
  ]);
  if (problems.length > 0 || !own.success || !http.success || !postgres.success || !inboundMail.success)
    return { config: undefined, problems };
  const { publicUrl, ...settings } = http.data;
  const { databaseUrl, ...connections } = postgres.data;
  const config: Config = {
    ...own.data,
    DATABASE_URL: databaseUrl,
    SAMPLE_MAILBOX_KEY: given['SAMPLE_MAILBOX_KEY'] ?? '',
    connections,
    foreign: foreign.settings,
    inboundMail: inboundMail.data,
    standIns: standInsOf(given),
    publicUrl,
    httpSettings: (url) => httpSettings({ ...settings, publicUrl: undefined }, url),
  };
  return { config, problems };
}

/** Those of the app's own variables that are valid, for the checks of combinations. */
function readable(given: Readonly<Record<string, string>>): Partial<Variables> {
  const values = Object.entries(ownConfig.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(given[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(values);
}

const isMadeUp = (variable: string): boolean =>
  DECLARED.some(({ name, madeUp }) => name === variable && madeUp === true);

/** A generated secret was never rotated, so it has no predecessor. */
function previousToken(env: Readonly<Record<string, string>>): readonly Problem[] {
  if (env['BOOKING_TOKEN_SECRET_PREVIOUS'] === undefined || env['BOOKING_TOKEN_SECRET'] !== undefined) return [];
  const message = 'is of use only beside BOOKING_TOKEN_SECRET; set that too';
  return [{ variable: 'BOOKING_TOKEN_SECRET_PREVIOUS', message }];
}

/** Only the mailbox needs a key, because it stores mails with working links. */
function mailboxKey(given: Readonly<Record<string, string>>, { mailer }: ForeignSettings): readonly Problem[] {
  if (mailer !== null || given['SAMPLE_MAILBOX_KEY'] !== undefined || given['NODE_ENV'] === 'production') return [];
  return [{ variable: 'SAMPLE_MAILBOX_KEY', message: 'must be set where the mailbox page keeps mails' }];
}

/** Several packages read some of the same variables, and report the same problems. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const lines = problems.map(({ variable, message }) => `${variable} ${message}`);
  return problems.filter((_, i) => lines.indexOf(lines[i] ?? '') === i);
}

/** Partners are read on a schedule from Odoo alone. */
function partnersSource(given: Readonly<Record<string, string>>): readonly Problem[] {
  if (given['PARTNERS_IMPORT_MINUTES'] === undefined || given['ODOO_URL'] !== undefined) return [];
  const message = 'is of use only beside ODOO_URL; set that too, or remove it';
  return [{ variable: 'PARTNERS_IMPORT_MINUTES', message }];
}
