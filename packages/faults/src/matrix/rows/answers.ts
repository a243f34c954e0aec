import type { Mutant, Row } from '../row.ts';
import { APP, COMMIT, DOMAIN, POSTGRES } from './places.ts';

const SCANNER = 'packages/http/test/pages/scanner.test.ts';
const PRESSES = 'packages/http/test/presses/presses.test.ts';
const EVERY_INTERLEAVING = 'packages/domain/test/races/races.test.ts';
const USE_CASES = `${DOMAIN}/use-cases`;
const PRESS = `${DOMAIN}/token/press.ts`;
const JUDGE = `${DOMAIN}/use-cases/judge-link-press.ts`;

const WITHOUT_ONE_SIGN: readonly Mutant[] = [
  without(PRESS, 'no_mark: mark === null,', 'no_mark: false,'),
  without(PRESS, "foreign_mark: mark !== null && mark.page !== 'own',", 'foreign_mark: false,'),
  without(PRESS, 'too_soon: mark !== null && mark.ageMs < minAgeMs,', 'too_soon: false,'),
  without(PRESS, 'too_late: mark !== null && mark.ageMs > MARK_VALID_MS,', 'too_late: false,'),
  without(JUDGE, 'trap: press.trap,', 'trap: false,'),
  without(PRESS, 'trap_before: trapBefore,', 'trap_before: false,'),
  without(PRESS, 'other_link: otherLink,', 'other_link: false,'),
  without(PRESS, 'fresh_mail: quietMs > 0 && (sinceMailMs ?? 0) < quietMs,', 'fresh_mail: false,'),
  without(PRESS, "if (answer === 'right' && !trap)", "if (answer !== 'unreadable' && !trap)"),
  without(PRESS, 'if (wrongBefore >= MAX_WRONG_ANSWERS)', 'if (wrongBefore < 0)'),
  without(`${DOMAIN}/token/login-link.ts`, 'return pages >= PAGE_THAT_GOES_ON;', 'return pages >= 1;'),
  without(
    'packages/http/src/session/count-pages.ts',
    'if (ctx.state.byLink === true)',
    'if (ctx.state.byLink === null)',
  ),
  without(
    'packages/http/src/pages/link/keep-visit.ts',
    'const session = shown ? found : undefined;',
    'const session = found;',
  ),
];

/** Answers: races for them, and programs that open and press links. */
export const ANSWERS: readonly Row[] = [
  {
    id: 'F28',
    fault: 'confirm, decline, cancel, sweep and whatever else anybody does race',
    holds: 'I4 and I5; losers get `already_processed`',
    protection: 'every change is written on the condition of the version it was decided on',
    proofs: [
      `${APP}/test/three-http-processes.test.ts`,
      `${APP}/test/two-http-processes.test.ts`,
      `${POSTGRES}/test/races.test.ts`,
      `${POSTGRES}/test/answered-as-one.test.ts`,
      'packages/domain/test/use-cases/follow-link.test.ts',
      EVERY_INTERLEAVING,
    ],
    mutants: [
      raced(`${USE_CASES}/change-booking.ts`, 'if (askedBy !== undefined && (await', 'if (askedBy === null && (await'),
      raced(`${USE_CASES}/take-reply.ts`, 'if (await deps.replies.isKept(SCOPE, mail.key))', 'if (mail.key === null)'),
      raced(`${USE_CASES}/call-partners.ts`, 'if (claim.by !== scope.address)', 'if (claim.fence < 0)'),
      raced(`${DOMAIN}/delivery/customer-mail.ts`, "return skip('told_before');", "void skip('told_before');"),
      raced(`${DOMAIN}/booking/register.ts`, '[event]), standingYes: { id, version } };', '[event]) };'),
      {
        file: COMMIT,
        find: 'WHERE b.id = given.id AND b.version = given.version AND b.id IN (SELECT id FROM locked)',
        replace: 'WHERE b.id = given.id',
        proof: `${POSTGRES}/test/races.test.ts`,
      },
    ],
  },
  {
    id: 'F29',
    fault: 'a mail scanner opens and presses everything in a mail, also with a real browser that it keeps',
    holds: 'no answer, no known device, no login used up; the person’s button works, and a known device’s one click',
    protection:
      'a visit and a press are judged: a GET answers only on a known device, a press only with a person’s sign',
    proofs: [
      SCANNER,
      PRESSES,
      'packages/http/test/presses/chromium.test.ts',
      'packages/domain/test/use-cases/follow-link.test.ts',
      `${APP}/test/browser-walk.test.ts`,
    ],
    mutants: [
      {
        file: `${DOMAIN}/token/link-visit.ts`,
        find: "return mode === 'direct' ? 'confirm' : 'ask';",
        replace: "return 'confirm';",
        proof: SCANNER,
      },
      ...WITHOUT_ONE_SIGN,
    ],
  },
];

/** A press is judged without one of the signs. */
function without(file: string, find: string, replace: string): Mutant {
  return { file, find, replace, proof: PRESSES };
}

/** What every interleaving is tried without. */
function raced(file: string, find: string, replace: string): Mutant {
  return { file, find, replace, proof: EVERY_INTERLEAVING };
}
