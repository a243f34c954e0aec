import { checkOdoo, ODOO } from '@miomente/booking-odoo';
import { failureOf } from '@miomente/booking-scheduler';
import type { Container } from 'inversify';
import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { take } from '../wiring/provide.ts';

/**
 * Reports wrong settings of Odoo, as a warning only: tickets wait in the outbox while Odoo is down or misconfigured,
 * and partners must still be able to answer. The start does not wait for it.
 */
export function reportOdooProblems(container: Container, config: Config, log: Logger): void {
  const { odoo } = config.foreign;
  if (odoo === null) return;
  checkOdoo(take(container, ODOO.calls), odoo).then(
    (problems) => {
      for (const { variable, message } of problems)
        log.warn({ event: 'odoo_problem', variable }, `${variable} ${message}`);
    },
    (error: unknown) => log.warn({ event: 'odoo_problem', ...failureOf(error) }),
  );
}
