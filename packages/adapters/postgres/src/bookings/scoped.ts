import { type Scope, unreachable } from '@miomente/booking-domain';
import type { Parameters } from '../database/parameters.ts';
import { BOOKINGS } from './table.ts';

/**
 * The bookings that a scope may see: the SQL after `FROM`, including a first condition, so that more can follow as `AND
 * …`. Rows are called `b`. No other code in this package names the table for reading, so a query without a scope does
 * not compile.
 */
export function bookingsIn(scope: Scope, parameters: Parameters): string {
  switch (scope.type) {
    case 'partner':
      return `${BOOKINGS} AS b WHERE b.customer_number = ${parameters.add(scope.customerNumber)}`;
    case 'manager':
    case 'system':
      return `${BOOKINGS} AS b WHERE true`;
    default:
      return unreachable(scope);
  }
}
