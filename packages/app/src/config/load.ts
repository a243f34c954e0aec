import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type HttpSettings, httpConfig, httpSettings } from '@miomente/booking-http';
import { SAMPLE_OFFICE } from '@miomente/booking-local';
import { type PostgresConfig, postgresConfig } from '@miomente/booking-postgres';
import { type Environment, meantForUs } from './environment.ts';
import { generatedSecrets, keptSecrets } from './generated-secrets.ts';
import { DECLARED } from './groups.ts';
import { ownConfig, type Variables } from './own-config.ts';
import { ConfigError, type Problem, problemsIn } from './problem.ts';
import { productionProblems } from './production.ts';
import { type ForeignSettings, type Provider, readForeign, standInsOf } from './providers.ts';
import { relationProblems } from './relations.ts';
import { withSecretsFromFiles } from './secret-files.ts';

/** The whole configuration, checked. */
export interface Config extends Variables {
  /** Undefined when the database is our own, in the data folder. */
  readonly DATABASE_URL: string | undefined;
  /** What the mailbox page's letters are kept under; empty where no mailbox stands in. */
  readonly SAMPLE_MAILBOX_KEY: string;
  /** An absolute path. */
  readonly DATA_DIR: string;
  /** Sizes and time-outs of the connections; where they lead to is known once there is a database. */
  readonly connections: Omit<PostgresConfig, 'databaseUrl'>;
  /** The real systems that take over from the samples. */
  readonly foreign: ForeignSettings;
  /** The ports behind which samples stand. */
  readonly standIns: readonly Provider[];
  /** Undefined when it follows from host and port. */
  readonly publicUrl: string | undefined;
  /** All but the address, which may only be known once the port is. */
  readonly httpSettings: (publicUrl: string) => HttpSettings;
}

/** What a command may do for its configuration. */
export interface LoadOptions {
  /** Whether secrets that a try-out lacks are made up and kept; otherwise they are asked for. */
  readonly makeSecrets?: boolean;
}

/**
 * Reads the configuration from the environment.
 * @throws ConfigError that lists every problem at once
 */
export function loadConfig(env: Environment, { makeSecrets = true }: LoadOptions = {}): Config {
  const files = withSecretsFromFiles(meantForUs(env), (path) => readFileSync(path, 'utf8'));
  const production = files.env['NODE_ENV'] === 'production';
  const dataDir = resolve(files.env['DATA_DIR'] ?? '.data');
  const kept = production ? {} : keptSecrets(dataDir);
  const given: Readonly<Record<string, string>> = {
    ...(production ? {} : { MANAGER_EMAILS: SAMPLE_OFFICE }),
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
  // Where something is wrong already nothing is written.
  if (problems.length > 0) throw new ConfigError(problems);
  const { config, problems: left } = read({ ...(makes ? generatedSecrets(dataDir) : {}), ...given });
  if (config === undefined) throw new ConfigError(left);
  return { ...config, DATA_DIR: dataDir };
}

function read(given: Readonly<Record<string, string>>): {
  readonly config: Config | undefined;
  readonly problems: readonly Problem[];
} {
  const own = ownConfig.safeParse(given);
  const http = httpConfig.safeParse(given);
  const postgres = postgresConfig.safeParse(given);
  const foreign = readForeign(given);
  const problems = distinct([
    ...[own, http, postgres].flatMap(problemsIn),
    ...relationProblems(readable(given)),
    ...foreign.problems,
    ...mailboxKey(given, foreign.settings),
  ]);
  if (problems.length > 0 || !own.success || !http.success || !postgres.success) return { config: undefined, problems };
  const { publicUrl, ...settings } = http.data;
  const { databaseUrl, ...connections } = postgres.data;
  const config: Config = {
    ...own.data,
    DATABASE_URL: databaseUrl,
    SAMPLE_MAILBOX_KEY: given['SAMPLE_MAILBOX_KEY'] ?? '',
    connections,
    foreign: foreign.settings,
    standIns: standInsOf(given),
    publicUrl,
    httpSettings: (url) => httpSettings({ ...settings, publicUrl: undefined }, url),
  };
  return { config, problems };
}

/** Of our own variables those that can be read, for the rules between them. */
function readable(given: Readonly<Record<string, string>>): Partial<Variables> {
  const values = Object.entries(ownConfig.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(given[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(values);
}

const isMadeUp = (variable: string): boolean =>
  DECLARED.some(({ name, madeUp }) => name === variable && madeUp === true);

/** A generated secret has no one before it. */
function previousToken(env: Readonly<Record<string, string>>): readonly Problem[] {
  if (env['BOOKING_TOKEN_SECRET_PREVIOUS'] === undefined || env['BOOKING_TOKEN_SECRET'] !== undefined) return [];
  const message = 'is of use only beside BOOKING_TOKEN_SECRET; set that too';
  return [{ variable: 'BOOKING_TOKEN_SECRET_PREVIOUS', message }];
}

/** The stand-in for the mailer keeps working links, so it needs a key; nothing else does. */
function mailboxKey(given: Readonly<Record<string, string>>, { mailer }: ForeignSettings): readonly Problem[] {
  if (mailer !== null || given['SAMPLE_MAILBOX_KEY'] !== undefined || given['NODE_ENV'] === 'production') return [];
  return [{ variable: 'SAMPLE_MAILBOX_KEY', message: 'must be set where the mailbox page keeps mails' }];
}

/** Some variables are read by several packages, in the same words. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const lines = problems.map(({ variable, message }) => `${variable} ${message}`);
  return problems.filter((_, i) => lines.indexOf(lines[i] ?? '') === i);
}
