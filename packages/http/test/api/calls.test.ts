import {
  type AuditDetails,
  asBookingId,
  asCustomerNumber,
  CLAIM_LASTS_MS,
  type CustomerNumber,
  DAY_MS,
  LANGUAGES,
  type Language,
  type MailOutcome,
  MINUTE_MS,
  SECOND_MS,
  type SilenceState,
  type Stored,
  shownOf,
} from '@miomente/booking-domain';
import { aPartner } from '@miomente/booking-domain/testing';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersOf } from '../../src/pages/calls/call-form.ts';
import { orderNumber } from '../bookings.ts';
import { linksOf } from '../pages/stage.ts';
import { MANAGER, OFFICE, openWorld, type World } from '../world.ts';

const LIST = '/api/manager/calls';
const BERTA = 'berta@example.org';
/** What a person's browser sends with a click on a link, and what a program sends that is none. */
const CLICK = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
const PROGRAM = { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'empty' };
/** So near that a person must phone at once. */
const SOON = '2025-03-03 11:30:00';

let world: World;
let headers: { readonly Authorization: string };
let others: { readonly Authorization: string };

beforeEach(async () => {
  world = await openWorld({ settings: { managerEmails: [MANAGER, BERTA] } });
  await world.partner();
  headers = await world.as(OFFICE);
  others = await world.as({ role: 'manager', address: BERTA });
});
afterEach(() => world.stop());

/** Bookings of one partner that need a call, asked for by mail. */
async function toCall(count = 2): Promise<readonly Stored[]> {
  const bookings = await world.order(...Array.from({ length: count }, (_, n) => orderNumber(n + 1, { at: SOON })));
  await world.deliverDue();
  return bookings;
}

const post = (what: string, body: object = {}, as = headers, of = 'P-100') =>
  world.send('POST', `${LIST}/${of}/${what}`, { headers: as, body });
const calls = async () => {
  const answer = await world.send('GET', LIST, { headers });
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: { calls: readonly Record<string, unknown>[] } }).data.calls;
};
const codeOf = (answer: { readonly status: number; readonly json: unknown }) => [
  answer.status,
  (answer.json as { error?: { code: string } }).error?.code,
];

describe('calls#queue: the office’s calls', () => {
  it('has one entry for a partner with all bookings that need a call', async () => {
    const [first, second] = await toCall();
    expect(await calls()).toMatchObject([
      {
        customerNumber: 'P-100',
        name: 'Kochschule Beispiel',
        eventDate: '2025-03-03',
        eventTime: '11:30',
        people: 4,
        silence: 'delivered_not_visited',
        silenceReason: null,
        later: false,
        notReached: 0,
        claim: null,
        bookings: [{ id: first?.id }, { id: second?.id, silence: 'delivered_not_visited' }],
      },
    ]);
  });

  it('is a file with a row for each partner', async () => {
    await toCall();
    const { text, headers: sent } = await world.send('GET', LIST, { headers: { ...headers, Accept: 'text/csv' } });
    expect(sent['content-type']).toContain('text/csv');
    const [head, row, ...more] = text.trim().split(/\r?\n/);
    expect(head).toContain('silence');
    expect(row).toMatch(/P-100.*delivered_not_visited/);
    expect(more).toEqual([]);
  });

  it('calls#claim: is claimed by one, seen by all, and given back', async () => {
    await toCall();
    const claimed = await post('claim');
    expect(claimed.json).toMatchObject({ data: { claim: { by: MANAGER, number: 1 } } });
    expect(codeOf(await post('claim', {}, others))).toEqual([409, 'claimed_by_other']);
    expect(codeOf(await post('release', {}, others))).toEqual([409, 'claimed_by_other']);
    expect(await calls()).toMatchObject([{ claim: { by: MANAGER } }]);
    expect((await post('release', { claim: 1 })).status).toBe(200);
    expect(codeOf(await post('release'))).toEqual([409, 'not_claimed']);
    expect((await post('claim', {}, others)).status).toBe(200);
  });

  it('calls#outcomes: answers have a result each, and the call ends with the last', async () => {
    const [first, second] = (await toCall()) as [Stored, Stored];
    await post('claim');
    const one = await post('outcome', { outcome: 'answered', answers: [{ id: first.id, action: 'confirm' }] });
    expect(one.json).toMatchObject({
      data: { results: [{ id: first.id, result: 'confirmed' }], claim: { by: MANAGER } },
    });
    const answers = [
      { id: first.id, action: 'confirm' },
      { id: second.id, action: 'decline', reason: 'capacity_full' },
      { id: 999, action: 'confirm' },
    ];
    expect((await post('outcome', { outcome: 'answered', answers })).json).toMatchObject({
      data: {
        results: [
          { id: first.id, result: 'already_processed' },
          { id: second.id, result: 'declined' },
          { id: 999, result: 'not_found' },
        ],
        claim: null,
      },
    });
    expect(await calls()).toEqual([]);
    expect(codeOf(await post('claim'))).toEqual([409, 'nothing_to_call']);
  });

  it('booking#as-shown · calls#answered: what moved since the call began is not answered, the other is', async () => {
    const [first, second] = (await toCall()) as [Stored, Stored];
    await post('claim');
    const later = '2025-03-03 11:45:00';
    await world.order({ ...orderNumber(1, { at: later }), updatedAt: world.clock.now() + MINUTE_MS });
    const answers = [first, second].map((booking) => ({ id: booking.id, action: 'confirm', shown: shownOf(booking) }));
    expect((await post('outcome', { outcome: 'answered', answers })).json).toMatchObject({
      data: {
        results: [
          { id: first.id, result: 'changed_meanwhile' },
          { id: second.id, result: 'confirmed' },
        ],
      },
    });
    expect((await world.booking(first.id))?.status).toBe('pending');
  });

  it('booking#as-shown · the form of a call says what it showed of each, and one of before an upgrade nothing', () => {
    const shown = [asBookingId(17), asBookingId(18)];
    const as = ['1/2', '3/4'];
    expect(answersOf({ answer: 'confirm.all', shown, as })).toEqual([
      { id: 17, action: 'confirm', shown: '1/2' },
      { id: 18, action: 'confirm', shown: '3/4' },
    ]);
    expect(answersOf({ answer: 'decline.18.other', shown, as })).toEqual([
      { id: 18, action: 'decline', reason: 'other', shown: '3/4' },
    ]);
    expect(answersOf({ answer: 'confirm.19', shown, as })).toEqual([{ id: 19, action: 'confirm', shown: '' }]);
    expect(answersOf({ answer: 'confirm.17', shown })).toEqual([{ id: 17, action: 'confirm', shown: undefined }]);
  });

  it('calls#outcomes: not reached is counted, a wrong number flagged, and who called stands in the timeline', async () => {
    const [first] = (await toCall()) as [Stored];
    for (const outcome of ['not_reached', 'not_reached', 'wrong_number']) {
      await post('claim');
      expect((await post('outcome', { outcome })).json).toMatchObject({ data: { results: [], claim: null } });
      world.clock.advance(MINUTE_MS);
    }
    expect(await calls()).toMatchObject([{ notReached: 2, wrongNumberAt: '2025-03-03T09:02:00.000Z' }]);
    const called = (await world.timeline(first.id)).filter(
      (entry) => entry.kind === 'event' && entry.type === 'called',
    );
    expect(called).toHaveLength(3);
    expect(called[0]).toMatchObject({ actor: { type: 'manager', address: MANAGER }, channel: 'phone' });
  });

  it('calls#wrong-number: the partner’s page says so until there is another number', async () => {
    await toCall();
    const page = async (language: 'de' | 'en') => {
      const Cookie = `booking_session=${await world.sessionJwt(OFFICE)}; booking_language=${language}`;
      return (await world.send('GET', '/manager/partners/P-100', { headers: { Cookie } })).text;
    };
    expect(await page('en')).not.toContain('The phone number is wrong');
    await post('claim');
    await post('outcome', { outcome: 'wrong_number' });
    world.clock.advance(100 * DAY_MS);
    expect(await page('en')).toContain('The phone number is wrong, as a call has shown (Mon, 3 Mar 2025)');
    expect(await page('de')).toContain('Die Telefonnummer ist falsch');
    await world.partners.save(aPartner({ email: 'p-100@example.org', phone: '+49 89 000999' }));
    expect(await page('de')).not.toContain('Die Telefonnummer ist falsch');
  });

  it('calls#outcomes: a partner sees that they were called, but neither a note nor that one was taken', async () => {
    const [first] = (await toCall()) as [Stored];
    await post('claim');
    expect((await post('outcome', { outcome: 'note', note: 'Chefin fragen' })).status).toBe(200);
    expect((await post('outcome', { outcome: 'not_reached', note: 'Mailbox' })).status).toBe(200);
    const partner = asCustomerNumber('P-100');
    const told = await world.send('GET', `/api/partner/bookings/${first.id}`, { headers: await world.as(partner) });
    const { timeline } = (told.json as { data: { timeline: { type?: string; details?: AuditDetails }[] } }).data;
    expect(timeline.filter(({ type }) => type === 'called').map(({ details }) => details)).toEqual([
      { outcome: 'not_reached' },
    ]);
    const page = async (who: typeof partner | typeof OFFICE) => {
      const Cookie = `booking_session=${await world.sessionJwt(who)}; booking_language=en`;
      return (await world.send('GET', `/dashboard/bookings/${first.id}`, { headers: { Cookie } })).text;
    };
    const [theirs, ours] = [await page(partner), await page(OFFICE)];
    expect(theirs).toContain('Call: nobody reached');
    expect(theirs).not.toContain('Note on the call');
    expect(ours).toContain('Note on the call');
  });

  it('calls#call-back: moves the entry down, and is refused where it is of no use', async () => {
    await toCall(1);
    await post('claim');
    const back = (at: string) => post('outcome', { outcome: 'call_back', at });
    expect(codeOf(await back('2025-03-03T08:59:00Z'))).toEqual([400, 'call_back_past']);
    expect(codeOf(await back('2025-03-03T11:30:00+01:00'))).toEqual([400, 'call_back_after_event']);
    expect(codeOf(await post('outcome', { outcome: 'call_back' }))).toEqual([400, 'invalid_request']);
    expect(codeOf(await post('outcome', { outcome: 'note', note: ' ' }))).toEqual([400, 'invalid_request']);
    expect((await back('2025-03-03T11:00:00+01:00')).status).toBe(200);
    expect(await calls()).toMatchObject([{ later: true, callBackAt: '2025-03-03T10:00:00.000Z' }]);
  });

  it('calls#fence: refuses an outcome from anybody but the holder, and one that comes too late', async () => {
    await toCall(1);
    expect(codeOf(await post('outcome', { outcome: 'not_reached' }))).toEqual([409, 'not_claimed']);
    await post('claim');
    expect(codeOf(await post('outcome', { outcome: 'not_reached' }, others))).toEqual([409, 'claimed_by_other']);
    world.clock.advance(CLAIM_LASTS_MS);
    expect(codeOf(await post('outcome', { outcome: 'not_reached' }))).toEqual([409, 'not_claimed']);
    await post('claim', {}, others);
    expect(codeOf(await post('outcome', { outcome: 'not_reached', claim: 1 }))).toEqual([409, 'claimed_by_other']);
    expect(await calls()).toMatchObject([{ notReached: 0, claim: { by: BERTA, number: 2 } }]);
  });

  it('calls#call-once: whoever looked before another called is told so', async () => {
    await toCall(1);
    await post('claim');
    await post('outcome', { outcome: 'not_reached' });
    expect(codeOf(await post('claim', { seen: null }, others))).toEqual([409, 'called_meanwhile']);
    const [{ lastCallAt } = {}] = await calls();
    expect((await post('claim', { seen: lastCallAt }, others)).status).toBe(200);
  });

  it('an unknown partner is not found, and what is not of an outcome is refused', async () => {
    await toCall(1);
    for (const what of ['claim', 'release'])
      expect(codeOf(await post(what, {}, headers, 'P-9'))).toEqual([404, 'not_found']);
    expect(codeOf(await post('outcome', { outcome: 'not_reached' }, headers, 'P-9'))).toEqual([404, 'not_found']);
    await post('claim');
    const [answer] = [{ id: 1, action: 'confirm' }];
    for (const body of [
      { outcome: 'hung_up' },
      { outcome: 'not_reached', answers: [answer] },
      { outcome: 'note', note: 'x', at: '2025-03-03T10:00:00Z' },
      { outcome: 'answered', answers: [answer, answer] },
      { outcome: 'answered', answers: [{ id: 1, action: 'decline' }] },
      { outcome: 'answered' },
    ])
      expect(codeOf(await post('outcome', body)), JSON.stringify(body)).toEqual([400, 'invalid_request']);
  });
});

describe('calls#silence: why nobody answers, from what happened', () => {
  const silence = async () => {
    const [{ silence: state, silenceReason: reason } = {}] = await calls();
    return [state, reason];
  };
  const reported = async (outcome: MailOutcome, { id }: Stored): Promise<void> => {
    const messageId = world.mailer.accepted.at(-1)?.messageId ?? expect.fail(`No mail about ${id}.`);
    const at = world.clock.now();
    await world.deps.recordMailReport({ messageId, providerId: null, outcome, at, address: 'p-100@example.org' });
  };

  it('taken over and reported as delivered, and nobody came', async () => {
    const [booking] = (await toCall(1)) as [Stored];
    expect(await silence()).toEqual(['delivered_not_visited', null]);
    await reported('delivered', booking);
    expect(await silence()).toEqual(['delivered_not_visited', null]);
  });

  it.each(['bounced', 'blocked', 'deferred', 'dropped'] as const)('not delivered: %s', async (outcome) => {
    const [booking] = (await toCall(1)) as [Stored];
    await reported(outcome, booking);
    expect(await silence()).toEqual(['not_delivered', outcome]);
  });

  it('nobody to write to, and no mail yet', async () => {
    await world.order(orderNumber(1, { at: SOON, partner: 'P-404' }));
    expect(await silence()).toEqual(['not_delivered', 'partner_unknown']);
    await world.order(orderNumber(2, { at: SOON }));
    const other = (await calls()).find((entry) => entry['customerNumber'] === 'P-100');
    expect([other?.['silence'], other?.['silenceReason']]).toEqual(['not_delivered', 'not_sent_yet']);
  });

  it('a program, then a person', async () => {
    const [booking] = (await toCall(1)) as [Stored];
    const { confirm } = linksOf(world, booking);
    world.clock.advance(2 * SECOND_MS);
    await world.send('GET', confirm, { headers: CLICK });
    expect(await silence()).toEqual(['machine_only', null]);
    world.clock.advance(MINUTE_MS);
    await world.send('GET', confirm, { headers: PROGRAM });
    await world.send('HEAD', confirm, { headers: CLICK });
    expect(await silence()).toEqual(['machine_only', null]);
    world.clock.advance(MINUTE_MS);
    await world.send('GET', confirm, { headers: CLICK });
    expect(await silence()).toEqual(['visited_not_answered', null]);
  });

  it('a program that follows both links, however late', async () => {
    const [booking] = (await toCall(1)) as [Stored];
    const { confirm, decline } = linksOf(world, booking);
    world.clock.advance(5 * MINUTE_MS);
    await world.send('GET', confirm, { headers: CLICK });
    await world.send('GET', decline, { headers: CLICK });
    expect(await silence()).toEqual(['machine_only', null]);
  });

  it('stands in words on the office’s pages, with what to do, and on no partner’s', async () => {
    const [booking] = (await toCall(1)) as [Stored];
    const own = `/dashboard/bookings/${booking.id}`;
    const page = async (path: string, language: Language, who: CustomerNumber | typeof OFFICE = OFFICE) => {
      const Cookie = `booking_session=${await world.sessionJwt(who)}; booking_language=${language}`;
      return (await world.send('GET', path, { headers: { Cookie } })).text;
    };
    const told = async (
      state: SilenceState,
      todo: (words: (typeof LANGUAGE_WORDS)['de']['pages']['calls']) => string,
    ) => {
      for (const language of LANGUAGES) {
        const { calls: words } = LANGUAGE_WORDS[language].pages;
        for (const path of ['/manager', own, '/manager/partners/P-100']) {
          const text = await page(path, language);
          expect(text, path).toContain(words.silence.state[state]);
          expect(text, path).toContain(todo(words));
        }
        expect(await page(own, language, asCustomerNumber('P-100'))).not.toContain(words.silence.state[state]);
      }
    };
    await told('delivered_not_visited', ({ silence: { todo } }) => todo.delivered_not_visited);
    world.clock.advance(2 * SECOND_MS);
    await world.send('GET', linksOf(world, booking).confirm, { headers: CLICK });
    await told('machine_only', ({ silence: { todo } }) => todo.machine_only);
    await reported('bounced', booking);
    await told('not_delivered', ({ silence: { fix } }) => fix.bounced);
    world.clock.advance(2 * MINUTE_MS);
    await world.send('GET', linksOf(world, booking).confirm, { headers: CLICK });
    await told('visited_not_answered', ({ silence: { todo } }) => todo.visited_not_answered);
    const mail = world.mailer.accepted.find(({ replyTo }) => replyTo !== undefined);
    const reply = { key: 'x', recipients: [mail?.replyTo ?? ''], author: mail?.to.address ?? '', text: 'Wie viele?' };
    expect(await world.deps.takeReply({ ...reply, origin: 'person' })).toBe('taken');
    await told('wrote', ({ silence: { todo } }) => todo.wrote);
  });

  it('another partner’s visits count for that partner alone', async () => {
    await world.partner(asCustomerNumber('P-200'));
    const [booking] = (await toCall(1)) as [Stored];
    await world.order(orderNumber(7, { at: SOON, partner: 'P-200' }));
    await world.deliverDue();
    world.clock.advance(2 * MINUTE_MS);
    await world.send('GET', linksOf(world, booking).confirm, { headers: CLICK });
    const states = (await calls()).map((entry) => [entry['customerNumber'], entry['silence']]);
    expect(new Map(states as [string, string][])).toEqual(
      new Map([
        ['P-100', 'visited_not_answered'],
        ['P-200', 'delivered_not_visited'],
      ]),
    );
  });
});
