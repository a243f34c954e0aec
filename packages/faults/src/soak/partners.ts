import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, asking, type Got, list, PARTNERS, partnerSession } from '../client.ts';
import type { GivenAnswer } from '../history/history.ts';
import { type Crowd, dataOf, insist, keyed } from './crowd.ts';

const BOOKINGS = 'miomente_partner_portal_booking_confirmations';
const ACTIONS = ['confirm', 'decline'] as const;
type Action = (typeof ACTIONS)[number];
const ANSWERED = { confirm: 'confirmed', decline: 'declined' } as const;

/** How often both answers are given at once, of which one wins. */
const BOTH = 0.3;
const WITH_KEY = 0.4;
const BATCH = 6;
/** People that a yes given in advance lets in: few, so that it is soon used up. */
export const PEOPLE_IN_ADVANCE = 5;
/** Longer than `LINK_PRESS_MIN_SECONDS`. */
const READING_MS = 700;

interface Open {
  readonly bookingId: number;
  readonly customerNumber: string;
}
const anyOf = (condition: string): string => `
  select id::float8 as "bookingId", customer_number as "customerNumber"
  from ${BOOKINGS} where ${condition} and event_start > now() order by random()`;

/** What partners do, each with how often; milliseconds on average. */
export function partnersLoops(crowd: Crowd): readonly (readonly [number, () => Promise<unknown>])[] {
  const { stage, chance, see, anyHttp } = crowd;
  const some = async (condition: string, count = 1): Promise<readonly Open[]> =>
    (await stage.pool.query<Open>(`${anyOf(condition)} limit ${count}`)).rows;
  const body = (action: Action): object => (action === 'decline' ? { reason: 'capacity_full' } : {});

  const give = async ({ bookingId, customerNumber }: Open, action: Action): Promise<void> => {
    const key = chance.next() < WITH_KEY ? randomUUID() : undefined;
    const request = asking(partnerSession(stage, customerNumber), body(action), key);
    const once = async () =>
      see(`a ${action}`, await ask(anyHttp(), `/api/partner/bookings/${bookingId}/${action}`, request), [200, 409]);
    const got = key === undefined ? await once() : await keyed(crowd, `a ${action}`, once);
    const outcome = got?.status === 200 ? 'taken' : got?.status === 409 ? 'refused' : 'unknown';
    crowd.answered.push({ bookingId, action: ANSWERED[action], outcome });
  };

  const answerOne = async (): Promise<void> => {
    const [open] = await some(`status = 'pending'`);
    if (open === undefined) return;
    const actions = chance.next() < BOTH ? ACTIONS : [chance.pick(ACTIONS) ?? 'confirm'];
    await Promise.all(actions.map((action) => give(open, action)));
  };

  const answerMany = async (): Promise<void> => {
    const customerNumber = chance.pick(PARTNERS) ?? '';
    const open = await some(`status = 'pending' and customer_number = '${customerNumber}'`, BATCH);
    const action = chance.pick(ACTIONS) ?? 'confirm';
    if (open.length === 0) return;
    const asked = { action, ids: open.map(({ bookingId }) => bookingId), ...body(action) };
    const request = asking(partnerSession(stage, customerNumber), asked, randomUUID());
    const got = await keyed(crowd, 'a batch', async () =>
      see('a batch', await ask(anyHttp(), '/api/partner/bookings/batch', request), [200, 409]),
    );
    if (got?.status !== 200) return;
    crowd.count('batches');
    crowd.answered.push(...batchAnswers(got, ANSWERED[action]));
  };

  const takeBack = async (): Promise<void> => {
    const [open] = await some(`status in ('confirmed', 'declined')`);
    if (open === undefined) return;
    const request = asking(partnerSession(stage, open.customerNumber), {}, randomUUID());
    const got = await keyed(crowd, 'a taking back', async () =>
      see('a taking back', await ask(anyHttp(), `/api/partner/bookings/${open.bookingId}/reopen`, request), [200, 409]),
    );
    if (got?.status === 200) crowd.count('taken back');
  };

  const sayYesInAdvance = async (): Promise<void> => {
    const customerNumber = chance.pick(PARTNERS) ?? '';
    const session = partnerSession(stage, customerNumber);
    const dates = see('course dates', await ask(anyHttp(), '/api/partner/course-dates', { headers: session }), [200]);
    if (dates.status !== 200) return;
    const { courseDates } = dataOf<{ courseDates: readonly { key: string; people: number }[] }>(dates);
    // Those with most people: where others are most likely to follow.
    const [first, second] = [...courseDates].sort((a, b) => b.people - a.people);
    const chosen = chance.pick([first, second]);
    if (chosen === undefined) return;
    const path = `/api/partner/course-dates/${encodeURIComponent(chosen.key)}/standing-yes`;
    const request =
      chance.next() < 0.3
        ? { ...asking(session), method: 'DELETE' }
        : asking(session, { people: PEOPLE_IN_ADVANCE, hours: 1 });
    const got = see('a yes in advance', await ask(anyHttp(), path, request), [200]);
    if (got.status === 200) crowd.count('yes in advance');
  };

  const click = async (): Promise<void> => {
    const letter = chance.pick(stage.mails.letters.filter(({ confirmTokens }) => confirmTokens.length > 0));
    const token = chance.pick(letter?.confirmTokens ?? []);
    if (letter === undefined || token === undefined) return;
    const headers = { 'x-forwarded-for': `198.51.100.${1 + Math.floor(chance.next() * 250)}` };
    const path = `/api/confirm/${token}`;
    const page = see('a link', await ask(anyHttp(), path, { headers, redirect: 'manual' }), [200, 303]);
    const mark = /name="mark" value="([^"]+)"/.exec(page.text)?.[1];
    if (page.status !== 200 || mark === undefined) return;
    await delay(READING_MS);
    const press = {
      method: 'POST',
      redirect: 'manual' as const,
      headers: { ...headers, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ mark }).toString(),
    };
    const pressed = see('a press', await ask(anyHttp(), path, press), [200, 303]);
    if (pressed.status !== 303) return;
    crowd.count('pressed');
    if (letter.bookingId !== null && letter.confirmTokens.length === 1 && pressed.location.endsWith('-success'))
      crowd.answered.push({ bookingId: letter.bookingId, action: 'confirmed', outcome: 'taken' });
  };

  let replies = 0;
  const reply = async (): Promise<void> => {
    const { INBOUND_MAIL_DOMAIN: domain = '', INBOUND_MAIL_SECRET: secret } = stage.env;
    const letter = chance.pick(stage.mails.letters.filter(({ replyTo }) => replyTo.endsWith(`@${domain}`)));
    if (letter === undefined) return;
    replies += 1;
    const form = new FormData();
    form.set('headers', `From: ${letter.to}\nTo: ${letter.replyTo}\nMessage-ID: <soak-${replies}@example.org>\n`);
    form.set('to', letter.replyTo);
    form.set('from', letter.to);
    form.set('envelope', JSON.stringify({ to: [letter.replyTo], from: letter.to }));
    form.set('text', `Soak reply ${replies}.`);
    const headers = { authorization: `Basic ${Buffer.from(`sendgrid:${secret}`).toString('base64')}` };
    const handIn = async () =>
      see(
        'a reply',
        await ask(anyHttp(), '/api/webhooks/inbound-mail', { method: 'POST', headers, body: form }),
        [200],
      );
    const got = await insist(handIn);
    const again = got && (await insist(handIn));
    const [first, second] = [verdictOf(got), verdictOf(again)];
    if (first === 'taken' || first === 'repeated') {
      crowd.count('replies');
      if (second !== 'repeated') crowd.wrong.push(`a reply was ${first}, and ${second} when it was handed in again`);
    } else if (first !== 'old_address') crowd.wrong.push(`a reply was ${first}`);
  };

  return [
    [900, answerOne],
    [4_000, answerMany],
    [4_000, takeBack],
    [3_000, sayYesInAdvance],
    [1_500, click],
    [3_000, reply],
    [700, async () => see('a list', await list(stage, anyHttp(), chance.pick(PARTNERS) ?? ''), [200])],
  ];
}

function batchAnswers(got: Got, action: 'confirmed' | 'declined'): readonly GivenAnswer[] {
  const { results } = dataOf<{ results: readonly { id: number; result: string }[] }>(got);
  return results.map(({ id: bookingId, result }) => ({
    bookingId,
    action,
    outcome: result === action ? 'taken' : result === 'already_processed' ? 'refused' : 'unknown',
  }));
}

function verdictOf(got: Got | undefined): string {
  return got === undefined ? 'never answered' : dataOf<{ verdict: string }>(got).verdict;
}
