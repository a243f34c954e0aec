import { paths } from '@miomente/booking-paths';
import { LANGUAGE_WORDS, notationOf } from '@miomente/booking-texts';
import type { HttpDeps } from '../../deps.ts';
import type { HttpContext } from '../../request/context.ts';
import type { Session } from '../../session/session.ts';
import { chosenLanguage, rememberLanguage, withoutLanguage } from './language.ts';
import type { Reader, Visitor } from './reader.ts';

/** The reader of the requested page; `session` as looked up. */
export async function readerOf(deps: HttpDeps, ctx: HttpContext, session: Session | undefined): Promise<Reader> {
  const visitor = session === undefined ? null : await visitorOf(deps, session);
  return plainReader(deps, ctx, visitor, session?.role === 'partner' ? session.partner.language : undefined);
}

/** A reader without any look-up: for pages outside the portal, and after a failure. */
export function plainReader(
  deps: Pick<HttpDeps, 'settings' | 'clock' | 'sample' | 'ticketSystem'>,
  ctx: HttpContext,
  visitor: Visitor | null = null,
  own?: Reader['language'],
): Reader {
  const { settings } = deps;
  rememberLanguage(ctx, settings);
  const language = chosenLanguage(ctx, settings) ?? own ?? ctx.state.language;
  return {
    language,
    words: LANGUAGE_WORDS[language].pages,
    notation: notationOf(language, settings.timeZone),
    now: deps.clock.now(),
    visitor,
    here: withoutLanguage(ctx.url),
    supportEmail: settings.supportEmail,
    datesUrl: settings.portalDatesUrl,
    ticketHref: visitor?.role === 'manager' ? ticketPages(deps) : null,
    sample: deps.sample?.menu ?? null,
  };
}

/** Where the office gets to a ticket; looked up when it is followed, for a ticket's number may not be its address. */
function ticketPages({ ticketSystem, sample }: Pick<HttpDeps, 'sample' | 'ticketSystem'>): Reader['ticketHref'] {
  if (ticketSystem === undefined) return sample?.ticketHref ?? null;
  return (ticketId) => paths.ticket.at({ ticketId });
}

async function visitorOf(deps: HttpDeps, session: Session): Promise<Visitor> {
  if (session.role === 'manager') {
    const waiting = await deps.workload.count(session.scope, deps.clock.now());
    return { role: 'manager', address: session.address, waiting };
  }
  const open = await deps.bookings.countAnswerable(session.scope, deps.clock.now());
  return { role: 'partner', name: session.partner.name, open };
}
