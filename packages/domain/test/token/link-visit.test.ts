import {
  CONFIRM_LINK_MODES,
  judgeVisit,
  LINK_OPENINGS,
  type LinkVisit,
  type VisitVerdict,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

/** links#confirm-visit in one place: who may confirm by opening a link. */
function expected({ mode, opening, knownDevice, askedAsNow }: LinkVisit): VisitVerdict {
  if (opening === 'probe') return 'ignore';
  if (opening === 'opened_ahead') return 'ask';
  const confirms = { direct: true, button: false, guarded: knownDevice && askedAsNow && opening === 'click' };
  return confirms[mode] ? 'confirm' : 'ask';
}

describe('links#confirm-visit · FR-2.1 · what each visit may do', () => {
  it('there are three modes and five ways to open a link', () => {
    expect(CONFIRM_LINK_MODES).toEqual(['guarded', 'direct', 'button']);
    expect(LINK_OPENINGS).toEqual(['press', 'click', 'opened', 'opened_ahead', 'probe']);
  });

  for (const mode of CONFIRM_LINK_MODES)
    for (const opening of LINK_OPENINGS.filter((each) => each !== 'press'))
      for (const knownDevice of [true, false]) {
        const device = knownDevice ? 'known device' : 'strange device';
        for (const askedAsNow of [true, false]) {
          const visit = { mode, opening, knownDevice, askedAsNow };
          const asked = askedAsNow ? 'asked as it is now' : 'asked before it changed';
          it(`${mode} · ${opening} · ${device} · ${asked} → ${expected(visit)}`, () =>
            expect(judgeVisit(visit)).toBe(expected(visit)));
        }
      }
});
