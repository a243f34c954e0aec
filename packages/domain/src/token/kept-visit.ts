import { DAY_MS, type DurationMs, type Instant } from '../time/instant.ts';
import type { LinkOpening, VisitVerdict } from './link-visit.ts';
import { DEFAULT_PRESS_POLICY, type PressDoubt, type PressVerdict } from './press.ts';

/** How long visits are kept: long enough to tell a partner who asks, and to see a scanner's habits. */
export const VISITS_KEPT_MS: DurationMs = 90 * DAY_MS;

/**
 * What was visited: one of the two links of a booking's mails, the decline link followed from the page of the other, or
 * the button that takes an answer back.
 */
export type VisitedLink = 'confirm' | 'decline' | 'decline_from_page' | 'take_back';

/** What a visit led to; `refuse` when the link could not do what it was made for any more. A page shown again asks. */
export type KeptVerdict = VisitVerdict | Exclude<PressVerdict, 'show_again'> | 'refuse';

/** What a visit showed of its visitor. */
export type VisitSign = PressDoubt | 'known' | 'answered_right' | 'answered_wrong' | 'answered_unreadable';

/** A visit to a link, as it is kept: nothing in it says from where or with what somebody came (links#visits-kept). */
export interface Visit {
  readonly link: VisitedLink;
  readonly kind: LinkOpening;
  readonly verdict: KeptVerdict;
  /** Sorted as found; never the visitor's address or browser. */
  readonly signs: readonly VisitSign[];
  /** Since a mail with the link was last handed over; null when none is known to have been. */
  readonly sinceMailMs: DurationMs | null;
}

/** Visits of one kind in a row, as the store gives them back. */
export interface KeptVisit extends Visit {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** How many there were from the first to the last. */
  readonly visits: number;
}

/** Who a visitor was, as far as it can be told. */
export type Visitor = 'person' | 'program' | 'unknown';

const PROGRAM_SIGNS: readonly VisitSign[] = [
  'trap',
  'trap_before',
  'no_mark',
  'foreign_mark',
  'other_link',
  'too_soon',
];

/**
 * Whether a person or a program visited. Only an answer proves a person, and only what no browser in a person's hands
 * does proves a program; of a mere look nobody can tell.
 */
export function visitorOf({ kind, verdict, signs, sinceMailMs }: Visit): Visitor {
  if (verdict === 'confirm' && (kind === 'press' || signs.includes('known'))) return 'person';
  if (kind === 'probe') return 'program';
  if (kind === 'press') return PROGRAM_SIGNS.some((sign) => signs.includes(sign)) ? 'program' : 'unknown';
  return kind === 'opened' && (sinceMailMs ?? 0) < DEFAULT_PRESS_POLICY.quietMs ? 'program' : 'unknown';
}
