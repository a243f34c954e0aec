import {
  DEFAULT_PRESS_POLICY,
  doubtsOf,
  HOUR_MS,
  judgePress,
  MARK_VALID_MS,
  MAX_WRONG_ANSWERS,
  OTHER_LINK_WITHIN_MS,
  type PressSignals,
  SECOND_MS,
} from '@miomente/booking-domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPress } from './any-press.ts';

const POLICY = DEFAULT_PRESS_POLICY;

/** A person on a new phone: read the page for a while, ten minutes after the mail. */
const ORDINARY: PressSignals = {
  known: false,
  mark: { ageMs: 8 * SECOND_MS, page: 'own' },
  trap: false,
  trapBefore: false,
  otherLink: false,
  sinceMailMs: 600 * SECOND_MS,
  answer: null,
  wrongBefore: 0,
};
const judged = (over: Partial<PressSignals> = {}) => judgePress({ ...ORDINARY, ...over }, POLICY);
const aged = (ageMs: number) => ({ mark: { ageMs, page: 'own' as const } });
/** Everything that speaks for a program at once. */
const PROGRAM = { mark: null, trap: true, trapBefore: true, otherLink: true, sinceMailMs: 0 } as const;

describe('links#press · what a press is worth', () => {
  it('an ordinary press confirms', () => expect(judged()).toBe('confirm'));

  it('a session or known device confirms, whatever else is so', () => {
    expect(judged({ ...PROGRAM, known: true })).toBe('confirm');
    expect(judged({ ...PROGRAM, known: true, answer: 'wrong', wrongBefore: 9 })).toBe('confirm');
  });

  it('asks when the form brings no mark of ours', () => expect(judged({ mark: null })).toBe('ask'));
  it('links#press-mark · asks when the mark is of another booking, action or day', () => {
    for (const page of ['foreign', 'outdated'] as const)
      expect(judged({ mark: { ageMs: 8 * SECOND_MS, page } })).toBe('ask');
  });
  it('links#press-mark · whom we know and who saw another day is shown the present one, and asked nothing', () => {
    for (const answer of [null, 'right', 'wrong'] as const)
      expect(judged({ known: true, answer, mark: { ageMs: HOUR_MS, page: 'outdated' } })).toBe('show_again');
    expect(judged({ known: true, mark: { ageMs: HOUR_MS, page: 'foreign' } })).toBe('confirm');
  });
  it('asks for a press sooner than anybody reads', () => {
    expect(judged(aged(2 * SECOND_MS - 1))).toBe('ask');
    expect(judged(aged(2 * SECOND_MS))).toBe('confirm');
  });
  it('asks for a mark from the future, as of a process whose clock is ahead', () =>
    expect(judged(aged(-HOUR_MS))).toBe('ask'));
  it('links#press-mark · a page counts for 12 hours', () => {
    expect(judged(aged(MARK_VALID_MS))).toBe('confirm');
    expect(judged(aged(MARK_VALID_MS + 1))).toBe('ask');
  });
  it('links#press-trap · asks when the button was pressed that no person sees', () =>
    expect(judged({ trap: true })).toBe('ask'));
  it('links#press-trap · asks in a browser that has pressed such a button before', () =>
    expect(judged({ trapBefore: true })).toBe('ask'));
  it('asks when the other link was opened around the same time, within ten seconds', () => {
    expect(judged({ otherLink: true })).toBe('ask');
    expect(OTHER_LINK_WITHIN_MS).toBe(10 * SECOND_MS);
  });
  it('asks for a minute after the mail was handed over', () => {
    expect(judged({ sinceMailMs: 60 * SECOND_MS - 1 })).toBe('ask');
    expect(judged({ sinceMailMs: 60 * SECOND_MS })).toBe('confirm');
  });
  it('asks when no mail is known to have been handed over', () => expect(judged({ sinceMailMs: null })).toBe('ask'));
  it('without a quiet time it does not matter when the mail was handed over', () => {
    for (const sinceMailMs of [null, -HOUR_MS, 0])
      expect(judgePress({ ...ORDINARY, sinceMailMs }, { ...POLICY, quietMs: 0 })).toBe('confirm');
  });

  it('links#press-question · the right answer confirms, whatever was doubtful', () =>
    expect(judged({ ...PROGRAM, trap: false, answer: 'right' })).toBe('confirm'));
  it('links#press-question · a wrong answer is asked again, an ordinary press or not', () => {
    expect(judged({ answer: 'wrong' })).toBe('ask_again');
    expect(judged({ ...PROGRAM, answer: 'wrong' })).toBe('ask_again');
  });
  it('links#press-question · what is no number is asked again and is no guess', () =>
    expect(judged({ answer: 'unreadable', wrongBefore: MAX_WRONG_ANSWERS - 1 })).toBe('ask_again'));
  it('links#press-trap · the right answer sent by the trap is none', () =>
    expect(judged({ answer: 'right', trap: true })).toBe('ask_again'));
  it('links#press-question · the fifth wrong answer asks for the login, and so does every press after it', () => {
    expect(judged({ answer: 'wrong', wrongBefore: MAX_WRONG_ANSWERS - 2 })).toBe('ask_again');
    expect(judged({ answer: 'wrong', wrongBefore: MAX_WRONG_ANSWERS - 1 })).toBe('ask_for_login');
    for (const answer of [null, 'right', 'wrong'] as const)
      expect(judged({ answer, wrongBefore: MAX_WRONG_ANSWERS })).toBe('ask_for_login');
  });
  it('links#press-question · the right answer as the fifth still confirms', () =>
    expect(judged({ answer: 'right', wrongBefore: MAX_WRONG_ANSWERS - 1 })).toBe('confirm'));
});

describe('links#press · of all presses', () => {
  it('none confirms without a person’s sign', () => {
    fc.assert(
      fc.property(anyPress(), (press) => {
        const { known, mark, trap, trapBefore, otherLink, sinceMailMs, answer, wrongBefore } = press;
        const read = mark?.page === 'own' && mark.ageMs >= 2 * SECOND_MS && mark.ageMs <= 12 * HOUR_MS;
        const quiet = sinceMailMs !== null && sinceMailMs >= 60 * SECOND_MS;
        const sign =
          (known && mark?.page !== 'outdated') ||
          (!known &&
            wrongBefore < 5 &&
            !trap &&
            (answer === 'right' || (answer === null && read && quiet && !trapBefore && !otherLink)));
        expect(judgePress(press, POLICY) === 'confirm').toBe(sign);
      }),
      { numRuns: 5_000 },
    );
  });

  it('no person needs more than one extra step: who presses and then reads the mail has answered', () => {
    fc.assert(
      fc.property(anyPress(), anyPress(), fc.integer({ min: 0, max: MAX_WRONG_ANSWERS - 1 }), (first, then, tries) => {
        // Who is locked out by others' guesses is asked for the login: the one step there is.
        const person = { known: false, trap: false, wrongBefore: tries } as const;
        const pressed = judgePress({ ...first, ...person, answer: null }, POLICY);
        if (pressed !== 'confirm') {
          expect(pressed).toBe('ask');
          expect(judgePress({ ...then, ...person, answer: 'right' }, POLICY)).toBe('confirm');
        }
      }),
    );
  });

  it('links#press-mark · a known device never needs one, unless its page showed another day', () => {
    fc.assert(
      fc.property(anyPress(), (press) => {
        const outdated = press.mark?.page === 'outdated';
        expect(judgePress({ ...press, known: true }, POLICY)).toBe(outdated ? 'show_again' : 'confirm');
      }),
    );
  });

  it('nothing is refused: whatever is not an answer asks', () => {
    fc.assert(
      fc.property(anyPress(), (press) => {
        const doubted = doubtsOf(press, POLICY).length > 0;
        const verdict = judgePress({ ...press, known: false, answer: null, wrongBefore: 0 }, POLICY);
        expect(verdict).toBe(doubted ? 'ask' : 'confirm');
      }),
    );
  });
});
