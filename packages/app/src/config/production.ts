import { FOREIGN_SYSTEMS } from './foreign-systems.ts';
import type { Problem } from './problem.ts';

const NEEDED: Readonly<Record<string, string>> = {
  DATABASE_URL: 'must be set: the database in DATA_DIR is for trying the product out',
  PUBLIC_URL: 'must be set to the address that partners reach us at, such as https://partner.example.org',
  GO_LIVE_AT:
    'must be set to the moment from which partners are asked, such as 2026-12-01T00:00:00+01:00; ' +
    'older orders are taken over silently',
  BOOKING_TOKEN_SECRET: 'must be set; make one with: openssl rand -hex 32',
  PORTAL_JWT_SECRET: 'must be set; make one with: openssl rand -hex 32',
  WEBHOOK_SECRET: 'must be set to what the sender of webhooks uses; make one with: openssl rand -hex 32',
};

/** With `NODE_ENV=production`: no sample adapters, no generated secrets, and a moment of going live. */
export function productionProblems(env: Readonly<Record<string, string>>): readonly Problem[] {
  if (env['NODE_ENV'] !== 'production') return [];
  const needed = Object.entries(NEEDED)
    .filter(([variable]) => env[variable] === undefined && env[`${variable}_FILE`] === undefined)
    .map(([variable, message]) => ({ variable, message: `${message} (NODE_ENV is production)` }));
  const samples = FOREIGN_SYSTEMS.filter(({ variable }) => env[variable] === undefined).map(
    ({ variable, system, standIn }) => ({
      variable,
      message: `must be set: the ${standIn} stands in for ${system} and is no place for real bookings (NODE_ENV is production)`,
    }),
  );
  const insecure = env['PUBLIC_URL']?.startsWith('http:') === true;
  return [
    ...needed,
    ...samples,
    ...(insecure ? [{ variable: 'PUBLIC_URL', message: 'must begin with https:// (NODE_ENV is production)' }] : []),
  ];
}
