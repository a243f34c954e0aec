import { unreachable } from '../unreachable.ts';

/** `CONFIRM_LINK_MODE`: how much a GET on a confirm link may do (links#confirm-visit). */
export type ConfirmLinkMode = 'guarded' | 'direct' | 'button';
/** Every {@link ConfirmLinkMode}. */
export const CONFIRM_LINK_MODES: readonly ConfirmLinkMode[] = ['guarded', 'direct', 'button'];

/**
 * How a confirm link was opened, as far as can be told:
 * - `press`: somebody pressed the button behind it
 * - `click`: a browser says that a person followed it to a page of its own; scanners can say so too
 * - `opened`: in any other way: a frame, a script, a program
 * - `opened_ahead`: a browser got the page before anybody asked for it
 * - `probe`: something asked whether it leads anywhere
 */
export type LinkOpening = 'press' | 'click' | 'opened' | 'opened_ahead' | 'probe';
/** Every {@link LinkOpening}. */
export const LINK_OPENINGS: readonly LinkOpening[] = ['press', 'click', 'opened', 'opened_ahead', 'probe'];

/** What is known of a visit to a confirm link. */
export interface LinkVisit {
  readonly mode: ConfirmLinkMode;
  /** A press is not judged here: see `judgePress`. */
  readonly opening: Exclude<LinkOpening, 'press'>;
  /** Whether the visitor's device is one that the booking's partner has pressed the button on. */
  readonly knownDevice: boolean;
  /** Whether a mail that asks about the booking as it is now was handed over: an older one showed something else. */
  readonly askedAsNow: boolean;
}

/**
 * What a visit may do:
 * - `confirm`: it counts as the partner's answer
 * - `ask`: show the booking and one button, change nothing
 * - `ignore`: change nothing and show nothing of the booking
 */
export type VisitVerdict = 'confirm' | 'ask' | 'ignore';

/**
 * Judges a visit to a confirm link. Mail scanners open links, some with a real browser that sends
 * every header a person's browser sends; so in `guarded` mode only a device the partner has
 * pressed a button on before confirms with one click, and everything else gets the button. So does that device, too, while
 * the partner can't have read what is asked now: a page shows it (links#asked-as-now).
 */
export function judgeVisit({ mode, opening, knownDevice, askedAsNow }: LinkVisit): VisitVerdict {
  switch (opening) {
    case 'probe':
      return 'ignore';
    case 'opened_ahead':
      // The page may be shown to the person afterwards, so it must be useful: the button.
      return 'ask';
    case 'click':
      return mode === 'direct' || (mode === 'guarded' && knownDevice && askedAsNow) ? 'confirm' : 'ask';
    case 'opened':
      return mode === 'direct' ? 'confirm' : 'ask';
    default:
      return unreachable(opening);
  }
}
