import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { CustomerNumber } from '@miomente/booking-domain';
import { type JWTPayload, SignJWT } from 'jose';
import { command, productEnvironment } from './product.ts';
import type { Stage } from './stage.ts';

/** The product's HTTP process, as it runs in production but for the samples behind it. */
export interface Portal {
  readonly url: string;
  readonly pid: number;
  /** The `Authorization` header of a partner. */
  authorization(customerNumber: CustomerNumber): Promise<string>;
  /** The `Authorization` header of the office. */
  office(): Promise<string>;
}

/** What the tokens of all portals here are signed with. */
export const PORTAL_SECRET: string = createHash('sha256').update('sessions of the bench').digest('hex');
/** What announces an order. */
export const WEBHOOK_SECRET: string = createHash('sha256').update('webhooks of the bench').digest('hex');
const OFFICE = 'office@miomente.de';
const ISSUER = 'https://bench.miomente.de';
const COMMAND = command('http');

/** Starts the HTTP process on a database. */
export function portalOn(stage: Stage, databaseUrl: string): Promise<Portal> {
  return stage.part(`portal on ${databaseUrl}`, async () => {
    const { stop, ...portal } = await startPortal(stage, databaseUrl);
    stage.atEnd(stop);
    return portal;
  });
}

/**
 * As {@link portalOn}, a process of its own, which its caller stops.
 * @param more variables
 * @param flags of node
 */
export async function startPortal(
  stage: Stage,
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Portal & { stop(): Promise<void> }> {
  const env = { ...productEnvironment(databaseUrl, await stage.folder()), ...AS_IN_PRODUCTION, ...more };
  const child = spawn(process.execPath, [...flags, COMMAND], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  stage.atEnd(() => ended(child));
  const url = await address(child);
  return {
    url,
    pid: child.pid ?? 0,
    authorization: async (number) => `Bearer ${await jwtOf(number, { role: 'partner', customer_number: number })}`,
    office: async () => `Bearer ${await jwtOf(OFFICE, { role: 'manager' })}`,
    stop: () => ended(child),
  };
}

function jwtOf(subject: string, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(ISSUER)
    .setExpirationTime('6h')
    .sign(new TextEncoder().encode(PORTAL_SECRET));
}

/** What production needs: there, answers are not compared with their schemas. Nobody listens at the other systems. */
const NOBODY = 'http://127.0.0.1:9';
const AS_IN_PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://partner.miomente.de',
  TRUST_PROXY: '1',
  GO_LIVE_AT: '2020-01-01T00:00:00+01:00',
  BOOKING_TOKEN_SECRET: createHash('sha256').update('tokens of the bench').digest('hex'),
  PORTAL_JWT_SECRET: PORTAL_SECRET,
  PORTAL_JWT_ISSUER: ISSUER,
  WEBHOOK_SECRET,
  MANAGER_EMAILS: OFFICE,
  MAGENTO_DB_HOST: '127.0.0.1',
  MAGENTO_DB_PORT: '9',
  MAGENTO_DB_USER: 'nobody',
  MAGENTO_DB_PASSWORD: 'nobody',
  MAGENTO_DB_NAME: 'nobody',
  SENDGRID_API_KEY: `SG.${'m'.repeat(22)}.${'m'.repeat(43)}`,
  SENDGRID_BASE_URL: NOBODY,
  MAIL_FROM: 'Partner-Portal <partner@miomente.de>',
  ODOO_URL: NOBODY,
  ODOO_DB: 'nobody',
  ODOO_USERNAME: 'nobody',
  ODOO_API_KEY: 'nobody-nobody-nobody',
  SHUTDOWN_DRAIN_SECONDS: '0',
};

/** Where it listens. What it says afterwards is read too: a pipe that nobody reads breaks. */
export function address(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const found = /http:\/\/[\w.:]+/.exec(said);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`The HTTP process ended before it listened:\n${said}`)));
  });
}

/** Stops a process and waits for its end. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.kill('SIGTERM')) return;
  await once(child, 'exit');
}
