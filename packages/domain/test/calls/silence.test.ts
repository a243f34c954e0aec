import {
  type AskingMail,
  type ContactFacts,
  HOUR_MS,
  type KeptVisit,
  LINK_OPENINGS,
  MAIL_OUTCOMES,
  MINUTE_MS,
  NO_FACTS,
  type Partner,
  SECOND_MS,
  SILENCE_STATES,
  type Silence,
  silenceOf,
  silenceOfAll,
} from '@miomente/booking-domain';
import { aPartner, aPendingBooking, MONDAY } from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const QUIET = MINUTE_MS;
const booking = aPendingBooking({
  clockStartedAt: MONDAY,
  asking: { step: 0, mail: 'sent', sentAt: MONDAY + SECOND_MS },
});
const sent: AskingMail = {
  mail: 'confirmation_request',
  about: MONDAY,
  state: 'done',
  finishedAt: MONDAY + SECOND_MS,
  unsureAt: null,
};
const look = (over: Partial<KeptVisit> = {}): KeptVisit => ({
  link: 'confirm',
  kind: 'click',
  verdict: 'ask',
  signs: [],
  sinceMailMs: QUIET,
  firstAt: MONDAY + HOUR_MS,
  lastAt: MONDAY + HOUR_MS,
  visits: 1,
  ...over,
});
const of = (over: Partial<ContactFacts>, partner: Partner | undefined, quietMs = QUIET): Silence =>
  silenceOf(booking, { ...NO_FACTS, mails: [sent], ...over }, { partner, quietMs });
const report = (outcome: (typeof MAIL_OUTCOMES)[number], at = MONDAY + MINUTE_MS) => ({ outcome, at });

const bounced = aPartner({ addressMark: { at: MONDAY + 2 * MINUTE_MS, reason: 'bounced' } });
const TABLE: readonly (readonly [string, Silence, Partial<ContactFacts>, (Partner | null)?])[] = [
  ['taken over, nobody came', { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS }, {}],
  [
    'delivered',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS },
    { reports: [report('delivered')] },
  ],
  [
    'spam reported: it had arrived',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS },
    { reports: [report('spam_reported')] },
  ],
  [
    'perhaps taken over',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + 5 },
    { mails: [{ ...sent, state: 'queued', finishedAt: null, unsureAt: MONDAY + 5 }] },
  ],
  ...(['bounced', 'dropped', 'blocked', 'deferred'] as const).map(
    (outcome) =>
      [
        outcome,
        { state: 'not_delivered', reason: outcome, at: MONDAY + MINUTE_MS },
        { reports: [report(outcome)] },
      ] as const,
  ),
  [
    'delayed, then delivered',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS },
    { reports: [report('delivered', MONDAY + HOUR_MS), report('deferred')] },
  ],
  [
    'delivered, then bounced',
    { state: 'not_delivered', reason: 'bounced', at: MONDAY + HOUR_MS },
    { reports: [report('bounced', MONDAY + HOUR_MS), report('delivered')] },
  ],
  [
    'a report of an earlier question',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS },
    { reports: [report('bounced', MONDAY - HOUR_MS)] },
  ],
  [
    'a report by a clock that is behind',
    { state: 'not_delivered', reason: 'bounced', at: MONDAY - 1 },
    { reports: [report('bounced', MONDAY - 1)] },
  ],
  [
    'given up',
    { state: 'not_delivered', reason: 'failed', at: MONDAY + 9 },
    { mails: [{ ...sent, state: 'dead', finishedAt: MONDAY + 9 }] },
  ],
  [
    'still queued',
    { state: 'not_delivered', reason: 'not_sent_yet', at: null },
    { mails: [{ ...sent, state: 'queued', finishedAt: null }] },
  ],
  ['none', { state: 'not_delivered', reason: 'not_asked', at: null }, { mails: [{ ...sent, about: MONDAY - 1 }] }],
  [
    'one that was left out is none',
    { state: 'not_delivered', reason: 'not_asked', at: null },
    { mails: [{ ...sent, state: 'skipped' }] },
  ],
  ['nobody to write to', { state: 'not_delivered', reason: 'partner_unknown', at: null }, { mails: [] }, null],
  ['no address', { state: 'not_delivered', reason: 'no_address', at: null }, { mails: [] }, aPartner({ email: null })],
  [
    'bounced for another booking, before',
    { state: 'not_delivered', reason: 'address_bounced', at: MONDAY + 2 * MINUTE_MS },
    { mails: [] },
    bounced,
  ],
  [
    'bounced for another booking, since',
    { state: 'not_delivered', reason: 'address_bounced', at: MONDAY + 2 * MINUTE_MS },
    { reports: [report('delivered')] },
    bounced,
  ],
  [
    'bounced for another booking, delivered since',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS },
    { reports: [report('delivered', MONDAY + HOUR_MS)] },
    bounced,
  ],
  ['a person looked', { state: 'visited_not_answered', reason: null, at: MONDAY + HOUR_MS }, { visits: [look()] }],
  [
    'a person looked, though a reminder bounced',
    { state: 'visited_not_answered', reason: null, at: MONDAY + HOUR_MS },
    { visits: [look()], reports: [report('bounced')] },
  ],
  [
    'pressed and did not know the day',
    { state: 'visited_not_answered', reason: null, at: MONDAY + HOUR_MS },
    { visits: [look({ kind: 'press', verdict: 'ask_again', signs: ['too_late', 'answered_wrong'] })] },
  ],
  [
    'known here, however soon',
    { state: 'visited_not_answered', reason: null, at: MONDAY + HOUR_MS },
    { visits: [look({ signs: ['known'], sinceMailMs: 1 })] },
  ],
  [
    'a browser too soon',
    { state: 'machine_only', reason: null, at: MONDAY + HOUR_MS },
    { visits: [look({ sinceMailMs: QUIET - 1 })] },
  ],
  [
    'a program, however late',
    { state: 'machine_only', reason: null, at: MONDAY + HOUR_MS },
    { visits: [look({ kind: 'press', signs: ['trap'], sinceMailMs: HOUR_MS })] },
  ],
  [
    'no navigation',
    { state: 'machine_only', reason: null, at: MONDAY + HOUR_MS },
    { visits: [look({ kind: 'opened', sinceMailMs: HOUR_MS })] },
  ],
  [
    'both links within seconds',
    { state: 'machine_only', reason: null, at: MONDAY + HOUR_MS + 10 * SECOND_MS },
    {
      visits: [
        look(),
        look({
          link: 'decline',
          firstAt: MONDAY + HOUR_MS + 10 * SECOND_MS,
          lastAt: MONDAY + HOUR_MS + 10 * SECOND_MS,
        }),
      ],
    },
  ],
  [
    'both links, as people follow them',
    { state: 'visited_not_answered', reason: null, at: MONDAY + 2 * HOUR_MS },
    { visits: [look(), look({ link: 'decline', firstAt: MONDAY + 2 * HOUR_MS, lastAt: MONDAY + 2 * HOUR_MS })] },
  ],
  [
    'looked before being asked anew',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS },
    { visits: [look({ firstAt: MONDAY - HOUR_MS, lastAt: MONDAY - 1 })] },
  ],
  [
    'a program at what bounced',
    { state: 'not_delivered', reason: 'bounced', at: MONDAY + MINUTE_MS },
    { visits: [look({ kind: 'probe' })], reports: [report('bounced')] },
  ],
  [
    'wrote',
    { state: 'wrote', reason: null, at: MONDAY + 7 },
    { wroteAt: MONDAY + 7, visits: [look()], reports: [report('bounced')] },
  ],
  [
    'wrote about an earlier question',
    { state: 'delivered_not_visited', reason: null, at: MONDAY + SECOND_MS },
    { wroteAt: MONDAY - 7 },
  ],
];

describe('calls#silence · why nobody has answered', () => {
  for (const [title, expected, facts, partner = aPartner()] of TABLE)
    it(title, () => expect(of(facts, partner ?? undefined)).toEqual(expected));

  it('who took an answer back was there', () => {
    const reopened = { ...booking, asking: { step: 0, mail: 'sent', sentAt: MONDAY } } as const;
    expect(silenceOf(reopened, NO_FACTS, { partner: aPartner(), quietMs: QUIET })).toEqual({
      state: 'visited_not_answered',
      reason: null,
      at: MONDAY,
    });
  });

  const anyVisit = fc.record({
    link: fc.constantFrom('confirm', 'decline', 'decline_from_page', 'take_back'),
    kind: fc.constantFrom(...LINK_OPENINGS),
    verdict: fc.constantFrom('ask', 'ignore', 'refuse', 'ask_again'),
    signs: fc.subarray(['trap', 'no_mark', 'too_soon', 'fresh_mail'] as const),
    sinceMailMs: fc.option(fc.integer({ min: 0, max: 10 * QUIET })),
    firstAt: fc.integer({ min: MONDAY, max: MONDAY + HOUR_MS }),
    visits: fc.constant(1),
  });
  const visits = fc
    .array(anyVisit)
    .map((all) => all.map((visit) => ({ ...visit, lastAt: visit.firstAt }) as KeptVisit));
  const reports = fc.array(
    fc.record({ outcome: fc.constantFrom(...MAIL_OUTCOMES), at: fc.integer({ min: MONDAY, max: MONDAY + HOUR_MS }) }),
  );

  it('property: a longer quiet time never makes a program a person', () => {
    fc.assert(
      fc.property(visits, reports, fc.nat(10 * QUIET), fc.nat(10 * QUIET), (seen, told, quiet, more) => {
        const person = (quietMs: number) =>
          of({ visits: seen, reports: told }, aPartner(), quietMs).state === 'visited_not_answered';
        if (!person(quiet)) expect(person(quiet + more)).toBe(false);
      }),
    );
  });

  it('property: the order of what is known changes nothing, and only what is not delivered has a reason', () => {
    fc.assert(
      fc.property(visits, reports, (seen, told) => {
        const distinct = told.filter(({ at }, i) => told.findIndex((other) => other.at === at) === i);
        const silence = of({ visits: seen, reports: distinct }, aPartner());
        expect(of({ visits: seen.toReversed(), reports: distinct.toReversed() }, aPartner())).toEqual(silence);
        expect(silence.reason !== null).toBe(silence.state === 'not_delivered');
        if (seen.length === 0) expect(['not_delivered', 'delivered_not_visited']).toContain(silence.state);
      }),
    );
  });

  it('of several bookings the one counts that says most about their partner, and of these the newest', () => {
    const silence = (state: Silence['state'], at: number | null): Silence => ({ state, reason: null, at });
    const all = SILENCE_STATES.toReversed().map((state) => silence(state, 1));
    for (const [n, state] of SILENCE_STATES.entries())
      expect(silenceOfAll(all.slice(0, all.length - n))?.state).toBe(state);
    expect(silenceOfAll([silence('wrote', null), silence('wrote', 3), silence('wrote', 2)])?.at).toBe(3);
    expect(silenceOfAll([])).toBeNull();
  });
});
