import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { asCustomerNumber } from '@miomente/booking-domain';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce, JWT_ISSUER, partnerJwt } from './support/product.ts';

const run = promisify(execFile);
const CUSTOMER_NUMBER = 'P-1001';
const { startHttp, shop } = await processesOnOneDatabase({ PORTAL_JWT_ISSUER: JWT_ISSUER });

// Beside what a service would have installed, so that its imports are found.
const folder = mkdtempSync(join(import.meta.dirname, '../node_modules/.client-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const STRICT = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, types: [] };
const ESM = { module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'] };

/** Compiles the service against the types. @returns what the compiler says, nothing when all is well */
async function compile(service: string): Promise<string> {
  writeFileSync(join(folder, 'walk.ts'), service);
  return run(process.execPath, [TSC, '-p', '.'], { cwd: folder }).then(
    () => '',
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
}

it('api#openapi: types made from the description compile under strict, and a program written with them works', async () => {
  const http = await startHttp();
  for (const seed of [5, 6, 7, 8]) {
    const { orderId } = await shop.placeOrder({ customerNumber: asCustomerNumber(CUSTOMER_NUMBER), seed });
    expect(await announce(http.url, orderId)).toBe(200);
  }
  const types = astToString(await openapiTS(new URL(`${http.url}/openapi.json`)));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'schema.d.ts'), types);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...STRICT, ...ESM }, files: ['walk.ts'] }),
  );
  const service = readFileSync(join(import.meta.dirname, 'client/walk.txt'), 'utf8').replace(
    "'./schema'",
    "'./schema.js'",
  );

  // What the description does not know is refused by the compiler.
  const wrong = await compile(service.replace("'confirm', ids", "'maybe', ids").replace('reason: ', 'cause: '));
  expect(wrong).toContain('\'"maybe"\' is not assignable');
  expect(wrong).toContain("'cause' does not exist");
  expect(await compile(service)).toBe('');
  const { walk } = await import(join(folder, 'walk.js'));
  expect(await walk(http.url, partnerJwt(CUSTOMER_NUMBER))).toEqual({
    confirmed: ['confirmed'],
    again: ['already_processed'],
    declined: ['declined'],
    batch: ['confirmed', 'confirmed'],
  });
});
