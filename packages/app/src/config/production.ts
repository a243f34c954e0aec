import { FOREIGN_SYSTEMS } from './foreign-systems.ts';
import type { Problem } from './problem.ts';
import { sampleValues } from './sample-values.ts';
import { weakSecrets } from './weak-secrets.ts';

const NEEDED: Readonly<Record<string, string>> = {
  DATABASE_URL: 'must be set: the database in DATA_DIR is for trying the product out',
  PUBLIC_URL: 'must be set to the address that partners reach us at, such as https://partner.example.org',
  GO_LIVE_AT:
    'must be set to the moment from which partners are asked, such as 2026-12-01T00:00:00+01:00; ' +
    'older orders are taken over silently',
  BOOKING_TOKEN_SECRET: 'must be set; make one with: openssl rand -hex 32',
  PORTAL_JWT_SECRET: 'must be set; make one with: openssl rand -hex 32',
  TRUST_PROXY:
    'must be set to the number of proxies of yours that write X-Forwarded-For, 0 for none: https ends at one, and ' +
    'without its word all visitors count as one',
  WEBHOOK_SECRET: 'must be set to what the sender of webhooks uses; make one with: openssl rand -hex 32',
};

/** Addresses that logins or keys travel to. */
const OVER_TLS = ['PUBLIC_URL', 'PORTAL_LOGIN_URL'];

/**
 * With `NODE_ENV=production`: no sample adapters, no generated, weak or shared secrets, no example's
 * values, and a moment of going live.
 */
export function productionProblems(env: Readonly<Record<string, string>>): readonly Problem[] {
  if (env['NODE_ENV'] !== 'production') return [];
  const missing = (variable: string): boolean => env[variable] === undefined && env[`${variable}_FILE`] === undefined;
  const needed = Object.entries(NEEDED)
    .filter(([variable]) => missing(variable))
    .map(([variable, message]) => ({ variable, message }));
  const samples = FOREIGN_SYSTEMS.filter(({ variable }) => missing(variable)).map(({ variable, system, standIn }) => ({
    variable,
    message: `must be set: the ${standIn} stands in for ${system} and is no place for real bookings`,
  }));
  const readable = OVER_TLS.filter((variable) => env[variable]?.startsWith('http:') === true).map((variable) => ({
    variable,
    message: 'must begin with https://',
  }));
  const closed =
    env['METRICS_PORT'] !== undefined && missing('METRICS_SECRET')
      ? [{ variable: 'METRICS_SECRET', message: 'must be set beside METRICS_PORT: without it the metrics are closed' }]
      : [];
  return [...needed, ...samples, ...readable, ...closed, ...weakSecrets(env), ...sampleValues(env)].map(
    ({ variable, message }) => ({ variable, message: `${message} (NODE_ENV is production)` }),
  );
}
