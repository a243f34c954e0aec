import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Purpose } from '../../src/security/keys.ts';
import { signedCookie } from '../../src/security/signed-cookie.ts';
import type { HttpSettings } from '../../src/settings.ts';
import { SETTINGS } from '../world.ts';

const PREVIOUS = 'the-secret-before-the-secret-of-the-tests';

function cookie(purpose: Purpose, over: Partial<HttpSettings> = {}, schema: z.ZodType<unknown> = z.array(z.number())) {
  return signedCookie({ ...SETTINGS, ...over }, { name: 'kept', purpose, schema });
}

/** The value of the browser's cookie. */
function signed(by: ReturnType<typeof cookie>, value: unknown): string {
  const set: string[] = [];
  by.set({ append: (_: string, line: string | string[]) => void set.push(String(line)) }, value, { maxAgeMs: 1_000 });
  return /^[^=]+=([^;]+);/.exec(set.join())?.[1] ?? '';
}
const read = (by: ReturnType<typeof cookie>, value: string) =>
  by.read({ cookies: { get: () => value } } as unknown as Parameters<typeof by.read>[0]);

test('attack session · a signed value is valid for its purpose, unchanged, and signed with our secret', () => {
  const value = signed(cookie('device'), [1, 2]);
  expect(read(cookie('device'), value)).toEqual([1, 2]);
  expect(read(cookie('confirmed'), value)).toBeUndefined();
  expect(read(cookie('session'), value)).toBeUndefined();
  const [payload = '', mac = ''] = value.split('.');
  const other = Buffer.from('[1,3]').toString('base64url');
  for (const forged of [`${other}.${mac}`, payload, `${payload}.`, `${value}.${mac}`, `.${mac}`, ''])
    expect(read(cookie('device'), forged), forged).toBeUndefined();
  expect(read(cookie('device', {}, z.string()), value)).toBeUndefined();
});

test('links#rotation a signature with the previous secret is valid, with an older one not', () => {
  const value = signed(cookie('device', { portalJwtSecret: PREVIOUS }), [1]);
  expect(read(cookie('device', { portalJwtSecretPrevious: PREVIOUS }), value)).toEqual([1]);
  expect(read(cookie('device'), value)).toBeUndefined();
});
