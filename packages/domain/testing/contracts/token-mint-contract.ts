import { createHash } from 'node:crypto';
import { isTokenShaped, type TokenMint } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { present } from './commits.ts';

/** Makes a mint with these secrets; two calls are two processes. */
export type OpenTokenMint = (secrets: { readonly current: string; readonly previous?: string }) => TokenMint;

const current = 'a secret of sufficient length, for the tests only';
const other = 'another secret of sufficient length, for the tests';
const HEX = /^[0-9a-f]{64}$/;

/** Holds an adapter of `TokenMint` to the port. */
export function tokenMintContract(name: string, open: OpenTokenMint): void {
  describe(`TokenMint: ${name}`, () => {
    it('links#digest-only: a token has 64 hexadecimal characters, and what is kept is its SHA-256', () => {
      const mint = open({ current });
      for (const purpose of ['booking', 'login'] as const) {
        const minted = mint.mint(purpose);
        const token = present(mint.reveal(purpose, minted));
        expect(isTokenShaped(token)).toBe(true);
        expect(minted.digest).toBe(createHash('sha256').update(token).digest('hex'));
        expect(mint.digest(token)).toBe(minted.digest);
        expect(minted.nonce).toMatch(HEX);
        expect(mint.keyIds).toContain(minted.keyId);
      }
    });

    it('digests anything to 64 lower-case hexadecimal characters', () => {
      for (const text of ['', 'ä👍', 'x'.repeat(10_000)]) expect(open({ current }).digest(text)).toMatch(HEX);
    });

    it('no two nonces or tokens are alike', () => {
      const mint = open({ current });
      const minted = Array.from({ length: 200 }, () => mint.mint('booking'));
      expect(new Set(minted.map(({ nonce }) => nonce)).size).toBe(200);
      expect(new Set(minted.map(({ digest }) => digest)).size).toBe(200);
    });

    it('every process reveals the same token, as often as it is asked', () => {
      const minted = open({ current }).mint('booking');
      const revealed = [1, 2, 3].map(() => open({ current }).reveal('booking', minted));
      expect(new Set(revealed).size).toBe(1);
      expect(revealed[0]).toBeDefined();
    });

    it('links#digest-only: what is kept opens nothing without the secret', () => {
      const minted = open({ current }).mint('booking');
      const token = present(open({ current }).reveal('booking', minted));
      for (const kept of Object.values(minted)) expect(kept).not.toContain(token);
      expect(open({ current: other }).reveal('booking', minted)).toBeUndefined();
      expect(
        open({ current: other }).reveal('booking', { ...minted, keyId: present(open({ current: other }).keyIds[0]) }),
      ).not.toBe(token);
      expect(open({ current }).reveal('booking', { ...minted, keyId: 'unknown' })).toBeUndefined();
    });

    it('links#digest-only: a token for one purpose opens nothing of another', () => {
      const mint = open({ current });
      const minted = mint.mint('booking');
      expect(mint.reveal('login', minted)).not.toBe(mint.reveal('booking', minted));
    });

    it('links#login-code: a login has six digits of its own, which nothing kept gives away', () => {
      const mint = open({ current });
      const logins = Array.from({ length: 200 }, () => mint.mint('login'));
      const codes = logins.map((login) => present(mint.code(login)));
      for (const code of codes) expect(code).toMatch(/^\d{6}$/);
      expect(new Set(codes).size).toBeGreaterThan(190);
      expect(new Set(codes.map((code) => code[0])).size).toBeGreaterThan(5);
      const [login, code] = [present(logins[0]), present(codes[0])];
      expect(open({ current }).code(login)).toBe(code);
      expect(open({ current: other, previous: current }).code(login)).toBe(code);
      expect(open({ current: other }).code(login)).toBeUndefined();
      expect(mint.code(mint.mint('booking'))).toBeUndefined();
    });

    it('links#rotation: rotation is harmless: the previous secret is served, the current one mints', () => {
      const before = open({ current });
      const minted = before.mint('booking');
      const after = open({ current: other, previous: current });
      expect(after.reveal('booking', minted)).toBe(before.reveal('booking', minted));
      expect(after.keyIds).toEqual(expect.arrayContaining([minted.keyId]));
      expect(after.mint('booking').keyId).not.toBe(minted.keyId);
      expect(open({ current: other }).keyIds).toContain(after.mint('booking').keyId);
      expect(open({ current: other }).keyIds).not.toContain(minted.keyId);
    });
  });
}
