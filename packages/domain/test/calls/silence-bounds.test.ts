import {
  type ContactFacts,
  HOUR_MS,
  type KeptVisit,
  MINUTE_MS,
  NO_FACTS,
  SECOND_MS,
  SILENCE_STATES,
  silenceOf,
} from '@miomente/booking-domain';
import { aPartner, aPendingBooking, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const LOOKED = MONDAY + HOUR_MS;
const LEFT = MONDAY + SECOND_MS;
const asked = aPendingBooking({ clockStartedAt: MONDAY, asking: { step: 0, mail: 'sent', sentAt: LEFT } });
const sent: ContactFacts['mails'][number] = {
  mail: 'confirmation_request',
  about: MONDAY,
  state: 'done',
  finishedAt: LEFT,
  unsureAt: null,
};
const look = (over: Partial<KeptVisit> = {}, at = LOOKED): KeptVisit => ({
  ...{ link: 'confirm', kind: 'click', verdict: 'ask', signs: [], sinceMailMs: MINUTE_MS, visits: 1 },
  ...{ firstAt: at, lastAt: at, ...over },
});
const of = (facts: Partial<ContactFacts>, partner = aPartner(), booking = asked) =>
  silenceOf(booking, { ...NO_FACTS, mails: [sent], ...facts }, { partner, quietMs: MINUTE_MS });
const marked = aPartner({ addressMark: { at: MONDAY + HOUR_MS, reason: 'bounced' } });

describe('calls#silence · to the millisecond', () => {
  it('nothing is known at first, and what says most about a partner comes first', () => {
    expect(NO_FACTS).toEqual({ mails: [], reports: [], visits: [], wroteAt: null });
    expect(SILENCE_STATES).toEqual([
      'wrote',
      'visited_not_answered',
      'not_delivered',
      'machine_only',
      'delivered_not_visited',
    ]);
  });

  it('what happens at the instant of the question belongs to it; reports may be a minute early', () => {
    expect(of({ wroteAt: MONDAY })).toMatchObject({ state: 'wrote', at: MONDAY });
    expect(of({ visits: [look({}, MONDAY)] })).toMatchObject({ state: 'visited_not_answered', at: MONDAY });
    const bounced = (at: number) => of({ reports: [{ outcome: 'bounced', at }] }).state;
    expect(bounced(MONDAY - MINUTE_MS)).toBe('not_delivered');
    expect(bounced(MONDAY - MINUTE_MS - 1)).toBe('delivered_not_visited');
  });

  it('who took an answer back and was asked by a mail since is judged by the mail', () => {
    const back = aPendingBooking({ clockStartedAt: MONDAY, asking: { step: 0, mail: 'sent', sentAt: MONDAY } });
    expect(of({ mails: [] }, aPartner(), back).state).toBe('visited_not_answered');
    expect(of({}, aPartner(), back).state).toBe('delivered_not_visited');
  });

  it('a visit without a known mail comes late enough; of somebody known here only a probe is none', () => {
    expect(of({ visits: [look({ sinceMailMs: null })] }).state).toBe('visited_not_answered');
    expect(of({ visits: [look({ signs: ['known'], kind: 'opened' })] }).state).toBe('visited_not_answered');
    expect(of({ visits: [look({ signs: ['known'], kind: 'probe' })] }).state).toBe('machine_only');
  });

  it('who confirmed by a press was a person, however soon', () => {
    const press = look({ kind: 'press', verdict: 'confirm', sinceMailMs: 1 });
    expect(of({ visits: [press] }).state).toBe('visited_not_answered');
  });

  it('only the two links of a mail betray a program, and only the near visit', () => {
    const after = LOOKED + 5 * SECOND_MS;
    const other = look({ link: 'take_back' }, after);
    expect(of({ visits: [look({}), other] })).toMatchObject({ state: 'visited_not_answered', at: after });
    const far = look({ link: 'decline', kind: 'opened' }, LOOKED + HOUR_MS);
    expect(of({ visits: [look(), far] })).toMatchObject({ state: 'visited_not_answered', at: LOOKED });
  });

  it('an address that bounced for another booking, at the instant of the last report and without one', () => {
    const report = { outcome: 'delivered', at: MONDAY + HOUR_MS } as const;
    const bounced = { state: 'not_delivered', reason: 'address_bounced', at: MONDAY + HOUR_MS };
    expect(of({ reports: [report] }, marked)).toEqual(bounced);
    expect(of({ reports: [{ ...report, at: report.at + 1 }] }, marked).state).toBe('delivered_not_visited');
    expect(of({}, marked)).toEqual(bounced);
    // Another reason comes before the mark, and does not undo that the mail was taken over.
    expect(of({}, { ...marked, active: false }).state).toBe('delivered_not_visited');
  });
});
