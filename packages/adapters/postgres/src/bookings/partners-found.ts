import { type CustomerNumber, foldForSearch, isFoundBy, type Scope } from '@miomente/booking-domain';
import type { Database, Query } from '../database/database.ts';
import { Parameters } from '../database/parameters.ts';
import { allPartners } from '../records/partners.ts';
import { bookingsIn } from './scoped.ts';

/**
 * The partners that a search of the office matches, known or not. The domain's rule decides, over as many rows as there
 * are partners. Empty for a partner, who searches their own bookings.
 */
export async function partnersFound(db: Database, scope: Scope, search: string): Promise<readonly CustomerNumber[]> {
  if (scope.type === 'partner' || foldForSearch(search) === '') return [];
  const [known, booked] = await Promise.all([
    allPartners(db),
    db.read<{ number: CustomerNumber }>(bookedPartnersStatement(scope)),
  ]);
  const numbers = new Set([...known.keys(), ...booked.map(({ number }) => number)]);
  const isFound = isFoundBy(search);
  return [...numbers].filter((customerNumber) =>
    isFound({ customerNumber, name: known.get(customerNumber)?.name ?? null }),
  );
}

/** Jumps from one customer number with a booking to the next, along the index. */
export function bookedPartnersStatement(scope: Scope): Query {
  const parameters = new Parameters();
  const rows = bookingsIn(scope, parameters);
  return parameters.query(`
    WITH RECURSIVE partner AS (
      (SELECT b.customer_number AS number FROM ${rows} ORDER BY b.customer_number LIMIT 1)
      UNION ALL
      SELECT (SELECT b.customer_number FROM ${rows} AND b.customer_number > partner.number
              ORDER BY b.customer_number LIMIT 1)
      FROM partner WHERE partner.number IS NOT NULL
    )
    SELECT number FROM partner WHERE number IS NOT NULL`);
}
