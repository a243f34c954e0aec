import { type DurationMs, HOUR_MS, SECOND_MS } from '../time/instant.ts';

/** How long the mark of a page view counts: a page that was left open over the day still answers with one press. */
export const MARK_VALID_MS: DurationMs = 12 * HOUR_MS;
/** The booking's other link, opened this soon before or after a page view, says that a program followed both. */
export const OTHER_LINK_WITHIN_MS: DurationMs = 10 * SECOND_MS;
/** How many wrong answers a booking's question takes within {@link WRONG_ANSWERS_WITHIN_MS}. */
export const MAX_WRONG_ANSWERS = 5;
/** For how long a wrong answer counts. */
export const WRONG_ANSWERS_WITHIN_MS: DurationMs = HOUR_MS;

/** What can be configured of what a press is worth. Durations in milliseconds. */
export interface PressPolicy {
  /** `LINK_PRESS_MIN_SECONDS`: nobody reads a page and presses its button sooner. */
  readonly minAgeMs: DurationMs;
  /** `LINK_QUIET_SECONDS`: for so long after a mail was handed over, programs look at it; 0 where none do. */
  readonly quietMs: DurationMs;
}

/** The defaults that were asked for (links#press). */
export const DEFAULT_PRESS_POLICY: PressPolicy = { minAgeMs: 2 * SECOND_MS, quietMs: 60 * SECOND_MS };

/** What an answer is worth. What is no number is `unreadable`, and no wrong answer: nobody guesses with it. */
export type JudgedAnswer = 'right' | 'wrong' | 'unreadable';

/** What is known of a press on a link's page. */
export interface PressSignals {
  /** A session, or a known device, of the booking's partner. */
  readonly known: boolean;
  /**
   * The signed mark of a page view that the form brought; null for none, or one that we did not sign. `own` when it
   * was made for this booking and this action, and the page showed what the booking is now; `outdated` when it showed
   * something else; `foreign` when it was made for the other action.
   */
  readonly mark: { readonly ageMs: DurationMs; readonly page: 'own' | 'outdated' | 'foreign' } | null;
  /** The form was sent by the button that no person sees. */
  readonly trap: boolean;
  /** This browser has pressed such a button before. */
  readonly trapBefore: boolean;
  /** The booking's other link was opened within {@link OTHER_LINK_WITHIN_MS} of the page view. */
  readonly otherLink: boolean;
  /** Since a mail with this link was last handed over to the provider; null when none is known to have been. */
  readonly sinceMailMs: DurationMs | null;
  /** What was typed into the question; null when nothing was asked. */
  readonly answer: JudgedAnswer | null;
  /** Wrong answers for the booking within {@link WRONG_ANSWERS_WITHIN_MS}, before this press. */
  readonly wrongBefore: number;
}

/**
 * What a press leads to:
 * - `confirm`: a person pressed; it counts, and the device is known from now on
 * - `show_again`: the page comes back as the booking is now, and asks nothing
 * - `ask`: the page comes back with the question
 * - `ask_again`: the question again, with the answer that was wrong
 * - `ask_for_login`: too many wrong answers; only a login answers for now
 */
export type PressVerdict = 'confirm' | 'show_again' | 'ask' | 'ask_again' | 'ask_for_login';

/**
 * Judges a press on the button of a link's page. Programs that guard mailboxes press buttons too. So a press counts
 * when it shows a person's sign: a session or device of the partner, an ordinary press, or the right answer to a
 * question that only the mail answers. Whatever else it is, it changes nothing and refuses nobody (links#press). Whom we know
 * and who saw another date is shown the present one, and asked nothing.
 */
export function judgePress(signals: PressSignals, policy: PressPolicy): PressVerdict {
  const { known, mark, answer, trap, wrongBefore } = signals;
  if (known) return mark?.page === 'outdated' ? 'show_again' : 'confirm';
  if (wrongBefore >= MAX_WRONG_ANSWERS) return 'ask_for_login';
  if (answer === null) return isOrdinary(signals, policy) ? 'confirm' : 'ask';
  if (answer === 'right' && !trap) return 'confirm';
  if (answer === 'unreadable') return 'ask_again';
  return wrongBefore + 1 >= MAX_WRONG_ANSWERS ? 'ask_for_login' : 'ask_again';
}

/** Why a press is not an ordinary one. Their order means nothing. */
export type PressDoubt =
  | 'no_mark'
  | 'foreign_mark'
  | 'too_soon'
  | 'too_late'
  | 'trap'
  | 'trap_before'
  | 'other_link'
  | 'fresh_mail';
/** Every {@link PressDoubt}. */
export const PRESS_DOUBTS: readonly PressDoubt[] = [
  'no_mark',
  'foreign_mark',
  'too_soon',
  'too_late',
  'trap',
  'trap_before',
  'other_link',
  'fresh_mail',
];

/** Everything that speaks against a person's having pressed; empty for an ordinary press. */
export function doubtsOf(signals: PressSignals, { minAgeMs, quietMs }: PressPolicy): readonly PressDoubt[] {
  const { mark, trap, trapBefore, otherLink, sinceMailMs } = signals;
  const doubts: Readonly<Record<PressDoubt, boolean>> = {
    no_mark: mark === null,
    foreign_mark: mark !== null && mark.page !== 'own',
    too_soon: mark !== null && mark.ageMs < minAgeMs,
    too_late: mark !== null && mark.ageMs > MARK_VALID_MS,
    trap,
    trap_before: trapBefore,
    other_link: otherLink,
    fresh_mail: quietMs > 0 && (sinceMailMs ?? 0) < quietMs,
  };
  return PRESS_DOUBTS.filter((doubt) => doubts[doubt]);
}

function isOrdinary(signals: PressSignals, policy: PressPolicy): boolean {
  return doubtsOf(signals, policy).length === 0;
}
