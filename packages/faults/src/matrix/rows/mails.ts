import type { Row } from '../row.ts';
import { APP, DELIVER_BUNDLE, DOMAIN, POSTGRES, SENDGRID, SWEEP_AND_DELIVER } from './places.ts';

const EVENT_WEBHOOK = 'packages/adapters/node/test/event-webhook.test.ts';
const PUSHED_EVENTS = `${APP}/test/events.test.ts`;

/** The mail provider, and the receiver of pushed events. */
export const MAILS: readonly Row[] = [
  {
    id: 'F12',
    fault: 'the mail provider answers 429 with Retry-After',
    holds: 'no call before it; nothing lost',
    protection: 'the stated wait is the shortest',
    proofs: [
      EVENT_WEBHOOK,
      PUSHED_EVENTS,
      'packages/domain/test/events/push.test.ts',
      'packages/domain/test/use-cases/bundles.test.ts',
      'packages/domain/test/use-cases/day-before.test.ts',
      `${SENDGRID}/test/bundles.test.ts`,
      `${SENDGRID}/test/delivery.test.ts`,
      `${SENDGRID}/test/failures.test.ts`,
      `${POSTGRES}/test/clocks-apart.test.ts`,
    ],
    mutants: [
      {
        file: `${DOMAIN}/delivery/retry.ts`,
        find: 'return retryAfterMs === null ? spread :',
        replace: 'return true ? spread :',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
      {
        file: DELIVER_BUNDLE,
        find: 'retryAfter(first?.attempt ?? 1, error.retryAfterMs,',
        replace: 'retryAfter(first?.attempt ?? 1, null,',
        proof: `${SENDGRID}/test/bundles.test.ts`,
      },
    ],
  },
  {
    id: 'F13',
    fault: 'the mail provider answers 500 or 503, hangs, resets, drips',
    holds: 'capped retries with jitter; other mails are not held up',
    protection: 'one time-out for the whole call; each mail is a job of its own',
    proofs: [
      `${SENDGRID}/test/bundles.test.ts`,
      EVENT_WEBHOOK,
      PUSHED_EVENTS,
      `${SENDGRID}/test/delivery.test.ts`,
      `${SENDGRID}/test/failures.test.ts`,
    ],
    mutants: [
      {
        file: `${SENDGRID}/src/calls/connection.ts`,
        find: 'signal: AbortSignal.timeout(timeoutMs),',
        replace: '',
        proof: `${SENDGRID}/test/failures.test.ts`,
      },
      {
        file: DELIVER_BUNDLE,
        find: 'if (error instanceof TransientFailure) {',
        replace: 'if (first === undefined) {',
        proof: `${SENDGRID}/test/bundles.test.ts`,
      },
    ],
  },
  {
    id: 'F14',
    fault: 'the mail is accepted and the answer cut',
    holds: 'I2',
    protection: 'an unknown result is tried again under the same message id',
    proofs: [
      EVENT_WEBHOOK,
      PUSHED_EVENTS,
      'packages/domain/test/events/push.test.ts',
      'packages/domain/test/use-cases/bundles.test.ts',
      'packages/domain/test/use-cases/day-before.test.ts',
      `${SENDGRID}/test/bundles.test.ts`,
      `${SENDGRID}/test/delivery.test.ts`,
      SWEEP_AND_DELIVER,
    ],
    mutants: [
      {
        file: `${SENDGRID}/src/mailer/message.ts`,
        find: 'message_id: messageId,',
        replace: 'message_id: messageId + Math.random(),',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
      {
        file: DELIVER_BUNDLE,
        find: 'mailAbout(deps, first.attempt.messageId, first)',
        replace: 'mailAbout(deps, first.attempt.messageId + Math.random(), first)',
        proof: `${SENDGRID}/test/bundles.test.ts`,
      },
    ],
  },
  {
    id: 'F15',
    fault: '400 for one message of 100',
    holds: '99 are sent, one is kept, can be seen and sent again',
    protection: 'a refusal of one mail is for good, and kept with its reason',
    proofs: [
      'packages/domain/test/use-cases/bundles.test.ts',
      `${SENDGRID}/test/bundles.test.ts`,
      `${SENDGRID}/test/delivery.test.ts`,
      `${SENDGRID}/test/failures.test.ts`,
      SWEEP_AND_DELIVER,
    ],
    mutants: [
      {
        file: `${SENDGRID}/src/mailer/failure.ts`,
        find: 'return refusedMail(messages, said);',
        replace: 'return unexpected(400);',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
      {
        file: DELIVER_BUNDLE,
        find: 'failed: true, apart: true }',
        replace: 'failed: true }',
        proof: `${SENDGRID}/test/bundles.test.ts`,
      },
    ],
  },
];
