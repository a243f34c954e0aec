import type { IncomingHttpHeaders } from 'node:http';
import { CONFIRM_LINK_MODES, type ConfirmLinkMode, judgeVisit, type VisitVerdict } from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOpening } from '../../src/pages/link/link-opening.ts';

interface Visit {
  readonly mode: ConfirmLinkMode;
  readonly method: 'GET' | 'HEAD';
  readonly headers: IncomingHttpHeaders;
  readonly knownDevice: boolean;
}

/** The rule for the page: from the request to the domain's decision. */
const judged = ({ mode, method, headers, knownDevice }: Visit): VisitVerdict =>
  judgeVisit({ mode, knownDevice, askedAsNow: true, opening: linkOpening({ method, headers }) });

/** What browsers and scanners send, by its meaning. */
const HEADERS: Readonly<Record<string, IncomingHttpHeaders>> = {
  'a person’s click': { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  'no headers at all': {},
  'a frame': { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  'a script’s fetch': { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'document' },
  'a mode alone': { 'sec-fetch-mode': 'navigate' },
  'a destination alone': { 'sec-fetch-dest': 'document' },
};
const CLICK = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const AHEAD_OF_TIME: Readonly<Record<string, IncomingHttpHeaders>> = {
  'Sec-Purpose: prefetch': { ...CLICK, 'sec-purpose': 'prefetch' },
  'Sec-Purpose: prefetch;prerender': { ...CLICK, 'sec-purpose': 'prefetch;prerender' },
  'Purpose: prefetch': { ...CLICK, purpose: 'Prefetch' },
  'X-Purpose: preview': { ...CLICK, 'x-purpose': 'preview' },
  'X-Moz: prefetch': { ...CLICK, 'x-moz': ['prefetch'] },
  'Purpose: prerender': { ...CLICK, purpose: 'prerender' },
};
const VISITORS = [true, false] as const;

/** links#confirm-visit in one place: who may confirm by a GET. */
function expected(visit: Visit, ahead: boolean, clicked: boolean): VisitVerdict {
  if (visit.method === 'HEAD') return 'ignore';
  if (ahead) return 'ask';
  const confirms = { direct: true, button: false, guarded: visit.knownDevice && clicked };
  return confirms[visit.mode] ? 'confirm' : 'ask';
}

describe('links#confirm-visit · FR-2.1 · who may confirm by opening a link', () => {
  for (const mode of CONFIRM_LINK_MODES)
    for (const method of ['GET', 'HEAD'] as const)
      for (const knownDevice of VISITORS) {
        const device = knownDevice ? 'known device' : 'strange device';
        for (const [what, headers] of Object.entries(HEADERS)) {
          const visit = { mode, method, knownDevice, headers };
          const verdict = expected(visit, false, what === 'a person’s click');
          it(`${mode} · ${method} · ${device} · ${what} → ${verdict}`, () => expect(judged(visit)).toBe(verdict));
        }
        for (const [what, headers] of Object.entries(AHEAD_OF_TIME)) {
          const visit = { mode, method, knownDevice, headers };
          const verdict = expected(visit, true, true);
          it(`${mode} · ${method} · ${device} · ${what} → ${verdict}`, () => expect(judged(visit)).toBe(verdict));
        }
      }

  it('reads headers in any case, also repeated ones', () => {
    const headers = { 'sec-fetch-mode': 'Navigate', 'sec-fetch-dest': ['Document'] } as unknown as IncomingHttpHeaders;
    expect(judged({ mode: 'guarded', method: 'GET', knownDevice: true, headers })).toBe('confirm');
  });

  const anyHeaders = fc.dictionary(
    fc.constantFrom('sec-fetch-mode', 'sec-fetch-dest', 'sec-fetch-user', 'sec-purpose', 'user-agent', 'accept'),
    fc.oneof(fc.constantFrom('navigate', 'document', '?1', 'prefetch', 'Mozilla/5.0'), fc.string()),
  );
  const anyMode = fc.constantFrom(...CONFIRM_LINK_MODES);

  it('a HEAD never confirms and shows nothing, whatever its headers', () => {
    fc.assert(
      fc.property(anyMode, anyHeaders, fc.boolean(), (mode, headers, knownDevice) => {
        expect(judged({ mode, method: 'HEAD', headers, knownDevice })).toBe('ignore');
      }),
    );
  });

  it('guarded: no GET from an unknown device confirms, whatever its headers', () => {
    fc.assert(
      fc.property(anyHeaders, (headers) => {
        expect(judged({ mode: 'guarded', method: 'GET', headers, knownDevice: false })).toBe('ask');
      }),
    );
  });

  it('button: no GET confirms', () => {
    fc.assert(
      fc.property(anyHeaders, fc.boolean(), (headers, knownDevice) => {
        expect(judged({ mode: 'button', method: 'GET', headers, knownDevice })).toBe('ask');
      }),
    );
  });
});
