import { createHash } from 'node:crypto';
import { isTokenShaped } from '@miomente/booking-domain';
import { tokenMintContract } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { HmacTokenMint } from '../src/index.ts';

const secret = 'a secret of the year before last, forty characters';
const newer = 'a newer secret, also of a sufficient length';

tokenMintContract('HMAC', (secrets) => new HmacTokenMint(secrets));

describe('HmacTokenMint', () => {
  it('links#digest-only: a token has 64 hexadecimal characters; stored are its SHA-256 and a nonce of 32 random bytes', () => {
    const mint = new HmacTokenMint({ current: secret });
    const minted = mint.mint('booking');
    const token = mint.reveal('booking', minted) ?? '';
    expect(isTokenShaped(token)).toBe(true);
    expect(minted.digest).toBe(createHash('sha256').update(token).digest('hex'));
    expect(minted.nonce).toMatch(/^[0-9a-f]{64}$/);
    expect(mint.mint('booking').nonce).not.toBe(minted.nonce);
  });

  it('links#digest-only: stored values open nothing: none contains the token, and another secret derives another token', () => {
    const minted = new HmacTokenMint({ current: secret }).mint('booking');
    const token = new HmacTokenMint({ current: secret }).reveal('booking', minted);
    expect(Object.values(minted)).not.toContain(token);
    expect(new HmacTokenMint({ current: newer }).reveal('booking', minted)).toBeUndefined();
  });

  it('links#rotation: links made with the previous secret still work after a rotation', () => {
    const before = new HmacTokenMint({ current: secret });
    const minted = before.mint('booking');
    const after = new HmacTokenMint({ current: newer, previous: secret });
    expect(after.reveal('booking', minted)).toBe(before.reveal('booking', minted));
    expect(after.keyIds).toContain(minted.keyId);
    expect(after.mint('booking').keyId).not.toBe(minted.keyId);
  });

  it('links#digest-only: a token for one purpose is invalid for another', () => {
    const mint = new HmacTokenMint({ current: secret });
    expect(mint.reveal('login', mint.mint('booking'))).toBeUndefined();
    expect(mint.reveal('booking', mint.mint('login'))).toBeUndefined();
  });

  it('every process derives the same key id for a secret, and the id reveals nothing about it', () => {
    const [id] = new HmacTokenMint({ current: secret }).keyIds;
    expect(new HmacTokenMint({ current: secret }).keyIds).toEqual([id]);
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(id).not.toBe(createHash('sha256').update(secret).digest('hex').slice(0, 16));
  });

  it('there is one key when the previous secret equals the current one', () => {
    expect(new HmacTokenMint({ current: secret, previous: secret }).keyIds).toHaveLength(1);
  });
});
