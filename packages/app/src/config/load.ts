import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type HttpSettings, httpConfig } from '@miomente/booking-http';
import { SAMPLE_OFFICE } from '@miomente/booking-local';
import { type PostgresConfig, postgresConfig } from '@miomente/booking-postgres';
import { type Environment, meantForUs } from './environment.ts';
import { type ForeignSettings, readForeign } from './foreign-systems.ts';
import { generatedSecrets } from './generated-secrets.ts';
import { ConfigError, type Problem } from './problem.ts';
import { productionProblems } from './production.ts';
import { relationProblems } from './relations.ts';
import { withSecretsFromFiles } from './secret-files.ts';
import { fields, type Variables } from './variables.ts';

/** The whole configuration, checked. */
export interface Config extends Variables {
  /** Generated when none was configured. */
  readonly BOOKING_TOKEN_SECRET: string;
  /** Generated when none was configured; what the mailbox page's letters are kept under. */
  readonly SAMPLE_MAILBOX_KEY: string;
  /** An absolute path. */
  readonly DATA_DIR: string;
  /** Sizes and time-outs of the connections; where they lead to is known once there is a database. */
  readonly connections: Omit<PostgresConfig, 'databaseUrl'>;
  /** The real systems that take over from the samples. */
  readonly foreign: ForeignSettings;
  /** Undefined when it follows from host and port. */
  readonly publicUrl: string | undefined;
  /** All but the address, which may only be known once the port is. */
  readonly httpSettings: (publicUrl: string) => HttpSettings;
}

const ANY_ADDRESS = 'http://127.0.0.1';
const ANY_DATABASE = 'postgres://127.0.0.1';

/**
 * Reads the configuration from the environment.
 * @throws ConfigError that lists every problem at once
 */
export function loadConfig(env: Environment): Config {
  const files = withSecretsFromFiles(meantForUs(env), (path) => readFileSync(path, 'utf8'));
  const given = files.env;
  const { values, problems } = readVariables(given);
  const foreign = readForeign(given);
  const early = [
    ...files.problems,
    ...problems,
    ...relationProblems(values),
    ...foreign.problems,
    ...productionProblems(given),
  ];
  const dataDir = resolve(values.DATA_DIR ?? '.data');
  const production = given['NODE_ENV'] === 'production';
  // Where something is wrong already nothing is written: the placeholder is never used.
  const made = production || early.length > 0 ? {} : generatedSecrets(dataDir, given);
  const filled: Record<string, string> = { ...placeholders, ...made, ...given };
  const http = httpConfig.safeParse({ ...whileSampled(production), PUBLIC_URL: ANY_ADDRESS, ...filled });
  const postgres = postgresConfig.safeParse({ DATABASE_URL: ANY_DATABASE, ...filled });
  const issues = [...(http.error?.issues ?? []), ...(postgres.error?.issues ?? [])];
  const late = issues.map(({ path, message }) => ({ variable: String(path[0]), message }));
  // Some variables are read by several packages, each with words of its own.
  const unreadable = new Set(problems.map(({ variable }) => variable));
  const all = distinct([...early, ...late.filter(({ variable }) => !unreadable.has(variable))]);
  if (all.length > 0 || !http.success || !postgres.success) throw new ConfigError(all);
  const settings = http.data;
  const { databaseUrl: _, ...connections } = postgres.data;
  return {
    ...(values as Variables),
    BOOKING_TOKEN_SECRET: filled['BOOKING_TOKEN_SECRET'] ?? '',
    SAMPLE_MAILBOX_KEY: filled['SAMPLE_MAILBOX_KEY'] ?? '',
    DATA_DIR: dataDir,
    connections,
    foreign: foreign.settings,
    publicUrl: given['PUBLIC_URL'] === undefined ? undefined : settings.publicUrl,
    httpSettings: (publicUrl) => ({ ...settings, publicUrl, secureCookies: publicUrl.startsWith('https:') }),
  };
}

/** Somebody must be the office that the sample data speaks of. */
const whileSampled = (production: boolean): Record<string, string> =>
  production ? {} : { MANAGER_EMAILS: SAMPLE_OFFICE };

const PLACEHOLDER = 'stands for a secret while others of the problems are listed';
/** In production a missing secret has its own complaint. */
const placeholders = { PORTAL_JWT_SECRET: PLACEHOLDER, WEBHOOK_SECRET: PLACEHOLDER };

function readVariables(given: Readonly<Record<string, string>>): {
  readonly values: Partial<Variables>;
  readonly problems: readonly Problem[];
} {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [variable, field] of Object.entries(fields)) {
    const read = field.safeParse(given[variable]);
    if (read.success) values[variable] = read.data;
    else problems.push(...read.error.issues.map(({ message }) => ({ variable, message })));
  }
  return { values, problems };
}

/** Each address of a list may be wrong in the same way. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const lines = problems.map(({ variable, message }) => `${variable} ${message}`);
  return problems.filter((_, i) => lines.indexOf(lines[i] ?? '') === i);
}
