import type { Row } from '../row.ts';
import { APP, DOMAIN, LONG, ODOO, POSTGRES, SENDGRID, SWEEP_AND_DELIVER } from './places.ts';

/** Workers that die, stop or come back, and clocks that step. */
export const WORKERS: readonly Row[] = [
  {
    id: 'F1',
    fault: 'kill -9 after the commit, before the send',
    holds: 'the mail leaves within a minute of another worker being there',
    protection: 'outbox row and job in the change’s own transaction; leases',
    proofs: [`${APP}/test/killed-workers.test.ts`, `${POSTGRES}/test/leases.test.ts`],
    mutants: [
      {
        file: `${POSTGRES}/src/scheduling/leases.ts`,
        find: 'and exists (',
        replace: 'and false and exists (',
        proof: `${POSTGRES}/test/leases.test.ts`,
      },
    ],
  },
  {
    id: 'F2',
    fault: 'kill -9 after the provider’s 202, before it is recorded',
    holds: 'at most one extra mail per kill, under the same message id',
    protection: 'the message id is the outbox row’s own, or kept with all rows of a bundle',
    proofs: [
      `${POSTGRES}/test/bundles.test.ts`,
      `${APP}/test/killed-workers.test.ts`,
      `${SENDGRID}/test/delivery.test.ts`,
    ],
    mutants: [
      {
        file: `${SENDGRID}/src/mailer/message.ts`,
        find: 'message_id: messageId,',
        replace: 'message_id: messageId + Math.random(),',
        proof: `${SENDGRID}/test/delivery.test.ts`,
      },
      {
        file: `${POSTGRES}/src/outbox/begin-bundle.ts`,
        find: 'coalesce(turn.sent_as, gen_random_uuid())',
        replace: 'gen_random_uuid()',
        proof: `${POSTGRES}/test/bundles.test.ts`,
      },
    ],
  },
  {
    id: 'F3',
    fault: '50 kills at random points while many bookings are due, three schedulers',
    holds: 'I2 and I5',
    protection: 'leases; one conditional write per step of a sweep; numbered attempts; jobs put aside are taken away',
    proofs: [`${POSTGRES}/test/bundles.test.ts`, `${POSTGRES}/test/leases.test.ts`, `${LONG}/kills.test.ts`],
    mutants: [
      {
        file: `${POSTGRES}/src/scheduling/spent-deliveries.ts`,
        find: 'where attempts >= max_attempts and locked_at is null and key is null',
        replace: 'where false',
        proof: `${POSTGRES}/test/leases.test.ts`,
      },
      {
        file: `${POSTGRES}/src/scheduling/leases.ts`,
        find: 'and exists (',
        replace: 'and false and exists (',
        proof: `${LONG}/kills.test.ts`,
      },
    ],
  },
  {
    id: 'F27',
    fault: 'a worker is stopped past its lease and goes on',
    holds: 'its late result changes nothing',
    protection: 'attempts are numbered, and an older one is refused',
    proofs: [
      `${APP}/test/killed-workers.test.ts`,
      'packages/scheduler/test/scheduler.test.ts',
      SWEEP_AND_DELIVER,
      `${POSTGRES}/test/persistence.contract.test.ts`,
    ],
    mutants: [
      {
        file: `${POSTGRES}/src/outbox/finish-statement.ts`,
        find: 'AND delivery.attempt = ended.attempt AND',
        replace: 'AND',
        proof: `${POSTGRES}/test/persistence.contract.test.ts`,
      },
    ],
  },
  {
    id: 'F30',
    fault: 'clocks step by hours, the two days of daylight saving, cron three times at once or silent for 26 hours',
    holds: 'I5; exact hours; one step to catch up, never both reminders at once',
    protection: 'due times in elapsed time; one conditional step per sweep; distances from what has left',
    proofs: [
      'packages/domain/test/use-cases/day-before.test.ts',
      SWEEP_AND_DELIVER,
      'packages/domain/test/booking/properties/sweeps.test.ts',
      'packages/domain/test/reminder/schedule.test.ts',
      'packages/domain/test/reminder/quiet-hours.test.ts',
      'packages/domain/test/reminder/working-time.test.ts',
      `${ODOO}/test/circuit-breaker.test.ts`,
    ],
    mutants: [
      {
        file: `${DOMAIN}/reminder/schedule.ts`,
        find: 'Math.max(at, counted(policy, holidays, asking.sentAt, hours, atMost))',
        replace: 'at',
        proof: SWEEP_AND_DELIVER,
      },
    ],
  },
];
