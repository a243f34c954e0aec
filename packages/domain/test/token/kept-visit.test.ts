import { DAY_MS, LINK_OPENINGS, SECOND_MS, VISITS_KEPT_MS, type Visit, visitorOf } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

const look: Visit = { link: 'confirm', kind: 'click', verdict: 'ask', signs: [], sinceMailMs: 600 * SECOND_MS };
const press: Visit = { ...look, kind: 'press', verdict: 'confirm' };

describe('links#visits-kept · who a visitor was', () => {
  it('visits are kept for 90 days', () => expect(VISITS_KEPT_MS).toBe(90 * DAY_MS));

  it('an answer proves a person', () => {
    expect(visitorOf(press)).toBe('person');
    expect(visitorOf({ ...press, signs: ['fresh_mail', 'answered_right'] })).toBe('person');
    expect(visitorOf({ ...look, verdict: 'confirm', signs: ['known'] })).toBe('person');
  });

  it('in mode direct a visit that confirms proves nothing', () =>
    expect(visitorOf({ ...look, verdict: 'confirm' })).toBe('unknown'));

  it('what no browser in a person’s hands does proves a program', () => {
    expect(visitorOf({ ...look, kind: 'probe', verdict: 'ignore' })).toBe('program');
    for (const sign of ['trap', 'trap_before', 'no_mark', 'foreign_mark', 'other_link', 'too_soon'] as const)
      expect(visitorOf({ ...press, verdict: 'ask', signs: [sign] }), sign).toBe('program');
  });

  it('a page got without a browser’s headers just after the mail was a program’s, later it may be an old phone’s', () => {
    const opened: Visit = { ...look, kind: 'opened' };
    expect(visitorOf({ ...opened, sinceMailMs: 59 * SECOND_MS })).toBe('program');
    expect(visitorOf({ ...opened, sinceMailMs: null })).toBe('program');
    expect(visitorOf({ ...opened, sinceMailMs: 60 * SECOND_MS })).toBe('unknown');
  });

  it('of a mere look, and of a quick press, nobody can tell', () => {
    expect(visitorOf({ ...look, sinceMailMs: SECOND_MS })).toBe('unknown');
    for (const kind of LINK_OPENINGS.filter((opening) => opening !== 'probe'))
      expect(visitorOf({ ...look, kind }), kind).toBe('unknown');
    expect(visitorOf({ ...press, verdict: 'ask', signs: ['fresh_mail'] })).toBe('unknown');
    expect(visitorOf({ ...press, verdict: 'ask_again', signs: ['too_late', 'answered_wrong'] })).toBe('unknown');
  });
});
