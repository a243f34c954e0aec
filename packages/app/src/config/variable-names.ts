import { httpConfig } from '@miomente/booking-http';
import { FOREIGN_VARIABLES } from './foreign-systems.ts';
import { SECRETS } from './secrets.ts';
import { fields } from './variables.ts';

/** Read by the database's package, whose schema does not show them. */
const CONNECTIONS = ['DATABASE_POOL_SIZE', 'DATABASE_CONNECT_TIMEOUT_SECONDS', 'DATABASE_STATEMENT_TIMEOUT_SECONDS'];

/** The name of every variable that is read, each once. */
export function variableNames(): readonly string[] {
  return [
    ...new Set([
      ...Object.keys(fields),
      ...Object.keys(httpConfig.in.shape),
      ...CONNECTIONS,
      ...SECRETS.map((name) => `${name}_FILE`),
      ...FOREIGN_VARIABLES,
    ]),
  ];
}
