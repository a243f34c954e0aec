/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { createHash } from 'node:crypto';
import type { OpenedCalendar } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { writeCalendar } from '../../calendar/write-calendar.ts';
import { anyText } from '../../guard/fields.ts';
import { type Page, type PageGate, page } from '../../guard/page.ts';
import { type PageAnswer, shows } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import { countRequest, countVisitor } from '../../rate-limit/limit-rate.ts';
import { keepAddressSecret } from '../../security/headers.ts';
import { partnerGate } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { CalendarPage } from './calendar-page.tsx';

/** A partner's calendar, and the page with its address (portal#calendar). */
export function calendarPages(deps: PagesDeps): readonly Page[] {
  const gate = partnerGate(deps);
  const comeBack = (): string => paths.calendar.at();
  return [
    page({
      method: 'get',
      address: paths.calendar,
      about: 'The calendar of course dates: how to subscribe to it',
      gate,
      answers: { 200: 'The page' },
      handle: async ({ who: { session, reader } }) => {
        const madeAt = (await deps.calendarFeeds.madeAt(session.scope)) ?? null;
        return shows(<CalendarPage view={{ reader, madeAt, address: null }} />);
      },
    }),
    page({
      method: 'post',
      address: paths.calendarAddress,
      about: 'Makes a new address of the calendar; the one before ends',
      gate,
      comeBack,
      answers: { 200: 'The page with the new address, which is shown this once' },
      handle: async ({ ctx, who: { session, reader } }) => {
        const token = await deps.replaceCalendarAddress(session.scope);
        keepAddressSecret(ctx);
        const address = deps.settings.publicUrl + paths.calendarFeed.at({ token });
        return shows(<CalendarPage view={{ reader, madeAt: reader.now, address }} />);
      },
    }),
    page({
      method: 'get',
      address: paths.calendarFeed,
      about: 'A partner’s calendar, for calendar programs',
      gate: feedGate(deps),
      params: { token: anyText },
      answers: { 200: 'The calendar as iCalendar', 304: 'That it is as the program has it' },
      handle: async ({ ctx, who }) => {
        const etag = etagOf(deps, who);
        ctx.status = 200;
        ctx.set('ETag', etag);
        // Kept by the program that asks and by nobody else, and asked for again each time.
        const kept = { ETag: etag, 'Cache-Control': 'private, no-cache' };
        if (ctx.fresh) return answers(304, kept, null);
        const { partner } = who;
        const { timeZone, publicUrl } = deps.settings;
        const revision = await who.revision(etag);
        const text = writeCalendar(await who.entries(), { partner, revision, timeZone, publicUrl });
        return answers(200, { ...kept, 'Content-Type': 'text/calendar; charset=utf-8' }, text);
      },
    }),
  ];
}

function answers<Status extends number>(
  status: Status,
  headers: Readonly<Record<string, string>>,
  body: string | null,
): PageAnswer<Status> {
  return {
    status,
    send: (ctx) => {
      ctx.set(headers);
      if (body !== null) ctx.body = body;
    },
  };
}

/** Changes with what the calendar shows, and with how it is written. */
function etagOf({ settings: { publicUrl, timeZone } }: PagesDeps, { version, partner }: OpenedCalendar): string {
  const parts = ['1', version, partner.language, timeZone, publicUrl];
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 32)}"`;
}

/**
 * The token is the whole right. What is known counts for its partner, since a service fetches the calendars of many from
 * few addresses; what opens nothing counts for the address that tries.
 */
function feedGate(deps: PagesDeps): PageGate<OpenedCalendar> {
  return {
    name: 'link',
    limit: 'calendar, link',
    problems: ['not_found', 'rate_limited'],
    enter: async (ctx) => {
      const { token } = ctx.params as { readonly token?: string };
      const opened = token === undefined ? undefined : await deps.openCalendar(token);
      if (opened === undefined) {
        await countVisitor(deps, ctx, 'link');
        throw new HttpProblem('not_found');
      }
      await countRequest(deps, ctx, 'calendar', opened.partner.customerNumber);
      return { who: opened };
    },
  };
}
