import type { Problem } from './problem.ts';

/**
 * The real systems, each by the variable that switches it on. Until then a sample stands in for
 * it. `adapter: null`: this build has none yet; whoever adds one replaces the null.
 */
export const FOREIGN_SYSTEMS: readonly {
  readonly variable: string;
  readonly system: string;
  readonly standIn: string;
  readonly adapter: string | null;
}[] = [
  { variable: 'MAGENTO_DB_HOST', system: 'Magento', standIn: 'sample shop', adapter: null },
  { variable: 'SENDGRID_API_KEY', system: 'SendGrid', standIn: 'mailbox page', adapter: null },
  { variable: 'ODOO_URL', system: 'Odoo', standIn: 'ticket page', adapter: null },
];

/** Refuses what this build can't do yet, rather than sending a real partner's mail into a sample mailbox. */
export function foreignSystemProblems(env: Readonly<Record<string, string>>): readonly Problem[] {
  const missing = FOREIGN_SYSTEMS.filter(({ variable, adapter }) => adapter === null && env[variable] !== undefined);
  const problems = missing.map(({ variable, system, standIn }) => ({
    variable,
    message: `is set, but this build has no ${system} adapter yet; unset it to use the ${standIn}`,
  }));
  if (env['PORTAL_JWKS_URL'] === undefined) return problems;
  const message = 'is set, but this build checks sessions by PORTAL_JWT_SECRET only; unset it';
  return [...problems, { variable: 'PORTAL_JWKS_URL', message }];
}
