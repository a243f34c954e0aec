import { unreachable } from '../unreachable.ts';

/** `CONFIRM_LINK_MODE`: how much a GET on a confirm link may do (links#confirm-visit). */
export type ConfirmLinkMode = 'guarded' | 'direct' | 'button';
/** Every {@link ConfirmLinkMode}. */
export const CONFIRM_LINK_MODES: readonly ConfirmLinkMode[] = ['guarded', 'direct', 'button'];

/** What is known of a request for a confirm link. */
export interface LinkVisit {
  readonly mode: ConfirmLinkMode;
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Whether the request carries a valid device cookie of the booking's partner. */
  readonly knownDevice: boolean;
}

/**
 * What a visit may do:
 * - `confirm`: it counts as the partner's answer
 * - `ask`: show the booking and one button, change nothing
 * - `ignore`: change nothing and show nothing of the booking
 */
export type VisitVerdict = 'confirm' | 'ask' | 'ignore';

function header(visit: LinkVisit, name: string): string {
  const value = visit.headers[name];
  return (typeof value === 'string' ? value : (value?.join(',') ?? '')).toLowerCase();
}

function isPrefetch(visit: LinkVisit): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/.test(header(visit, name)),
  );
}

/** A person's browser following a link at the top level; scanners can send this too, hence the device. */
function isTopLevelNavigation(visit: LinkVisit): boolean {
  return header(visit, 'sec-fetch-mode') === 'navigate' && header(visit, 'sec-fetch-dest') === 'document';
}

/**
 * Judges a visit to a confirm link. Mail scanners open links, some with a real browser that sends
 * every header a person's browser sends; so in `guarded` mode only a device the partner has
 * pressed a button on before confirms with one click, and everything else gets the button.
 */
export function judgeVisit(visit: LinkVisit): VisitVerdict {
  switch (visit.method) {
    case 'POST':
      return 'confirm';
    case 'HEAD':
      return 'ignore';
    case 'GET':
      return judgeGet(visit);
    default:
      return unreachable(visit.method);
  }
}

function judgeGet(visit: LinkVisit): VisitVerdict {
  // A prefetched page may be shown to the person afterwards, so it must be useful: the button.
  if (isPrefetch(visit)) return 'ask';
  switch (visit.mode) {
    case 'direct':
      return 'confirm';
    case 'button':
      return 'ask';
    case 'guarded':
      return visit.knownDevice && isTopLevelNavigation(visit) ? 'confirm' : 'ask';
    default:
      return unreachable(visit.mode);
  }
}
