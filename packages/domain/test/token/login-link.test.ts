import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goesOn, judgeLogin, MAX_CODE_TRIES, MAX_LOGIN_PRESSES, mayTryCode } from '../../src/index.ts';

const use = fc.record({
  token: fc.record({ expiresAt: fc.nat() }),
  presses: fc.nat({ max: 10 }),
  usedAt: fc.option(fc.nat()),
});

describe('links#login · what a login is still good for', () => {
  it('is open before its end, until it was used or pressed five times', () => {
    fc.assert(
      fc.property(use, fc.nat(), (login, now) => {
        const open = now < login.token.expiresAt && login.presses < MAX_LOGIN_PRESSES && login.usedAt === null;
        expect(judgeLogin(login, now) === 'open').toBe(open);
      }),
    );
  });

  it('a used one says so after its end too', () => {
    expect(judgeLogin({ token: { expiresAt: 10 }, presses: 1, usedAt: 5 }, 20)).toBe('used');
    expect(judgeLogin({ token: { expiresAt: 10 }, presses: 1, usedAt: null }, 10)).toBe('expired');
  });

  it('the page that a press leads to goes nowhere; the next one does', () => {
    expect([1, 2, 3].map(goesOn)).toEqual([false, true, true]);
  });
});

describe('links#login-code · whether a code may be typed once more', () => {
  it('five times before its end', () => {
    const tried = (codeTries: number) => mayTryCode({ token: { expiresAt: 10 }, codeTries }, 9);
    expect([0, 4, 5, 6].map(tried)).toEqual([true, true, false, false]);
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 10 }), fc.nat(), (expiresAt, codeTries, now) => {
        expect(mayTryCode({ token: { expiresAt }, codeTries }, now)).toBe(
          codeTries < MAX_CODE_TRIES && now < expiresAt,
        );
      }),
    );
  });
});
