import type { Row } from '../row.ts';
import { ODOO, SWEEP_AND_DELIVER } from './places.ts';

/** The ticket desk. */
export const TICKETS: readonly Row[] = [
  {
    id: 'F16',
    fault: 'Odoo commits and its answer is cut',
    holds: 'I3',
    protection: 'a ticket is made under an external id, which is looked up',
    proofs: [`${ODOO}/test/delivery.test.ts`, SWEEP_AND_DELIVER],
    mutants: [
      {
        file: `${ODOO}/src/tickets/external-id.ts`,
        find: 'args: [columns, [texts]],',
        replace: 'args: [columns, [[texts[0] + Math.random(), ...texts.slice(1)]]],',
        proof: `${ODOO}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F17',
    fault: 'Odoo is still at the first create when the retry comes',
    holds: 'I3',
    protection: 'the external id lets one of them make the ticket; the other waits its turn',
    proofs: [`${ODOO}/test/delivery.test.ts`],
    mutants: [
      {
        file: `${ODOO}/src/tickets/external-id.ts`,
        find: 'args: [columns, [texts]],',
        replace: 'args: [columns, [[texts[0] + Math.random(), ...texts.slice(1)]]],',
        proof: `${ODOO}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F18',
    fault: 'Odoo is down for hours',
    holds: 'declines succeed, calls are few, tickets come later, reminders on time',
    protection: 'tickets are outbox work; a circuit breaker',
    proofs: [`${ODOO}/test/delivery.test.ts`, SWEEP_AND_DELIVER],
    mutants: [
      {
        file: `${ODOO}/src/rpc/circuit-breaker.ts`,
        find: 'if (!over || this.#probing)',
        replace: 'if (over && !over)',
        proof: `${ODOO}/test/delivery.test.ts`,
      },
    ],
  },
  {
    id: 'F19',
    fault: 'Odoo answers a fault, HTML, cut XML, a body that is huge or expands',
    holds: 'classified, memory bounded, kept for a person',
    protection: 'the size of an answer is bounded while it is read; entities are not expanded',
    proofs: [`${ODOO}/test/delivery.test.ts`, `${ODOO}/test/transport.test.ts`],
    mutants: [
      {
        file: `${ODOO}/src/rpc/post.ts`,
        find: 'if (bytes > mostBytes)',
        replace: 'if (bytes > mostBytes * 1e6)',
        proof: `${ODOO}/test/transport.test.ts`,
      },
    ],
  },
];
