import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CustomerNumber } from '@miomente/booking-domain';
import { SignJWT } from 'jose';
import { command, productEnvironment } from './product.ts';
import type { Stage } from './stage.ts';

/** The product's HTTP process, as it runs in production but for the samples behind it. */
export interface Portal {
  readonly url: string;
  /** The `Authorization` header of a partner. */
  authorization(customerNumber: CustomerNumber): Promise<string>;
}

const SECRET = 'only-for-measuring-only-for-measuring';
const COMMAND = command('http');

/** Starts the HTTP process on a database. */
export function portalOn(stage: Stage, databaseUrl: string): Promise<Portal> {
  return stage.part(`portal on ${databaseUrl}`, async () => {
    const env = { ...productEnvironment(databaseUrl, await stage.folder()), PORTAL_JWT_SECRET: SECRET };
    const child = spawn(process.execPath, [COMMAND], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    stage.atEnd(() => ended(child));
    const url = await address(child);
    return { url, authorization: async (customerNumber) => `Bearer ${await jwtOf(customerNumber)}` };
  });
}

function jwtOf(customerNumber: CustomerNumber): Promise<string> {
  return new SignJWT({ role: 'partner', customer_number: customerNumber })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customerNumber)
    .setExpirationTime('6h')
    .sign(new TextEncoder().encode(SECRET));
}

/** Where it listens. What it says afterwards is read too: a pipe that nobody reads breaks. */
function address(child: ChildProcess): Promise<string> {
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

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.kill('SIGTERM')) return;
  await once(child, 'exit');
}
