import { type HolidayRegion, holidayRegion } from '@miomente/booking-domain';
import { z } from 'zod';
import { ask, textOrNothing } from '../rpc/answers.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';

/** Odoo's states whose holidays are known, by their ids. */
export type StatesById = ReadonlyMap<number, HolidayRegion>;

const COUNTRY = 'DE';
const states: z.ZodType<readonly { readonly id: number; readonly code: string | null }[]> = z.array(
  z.object({ id: z.number(), code: textOrNothing }),
);

/**
 * Reads the states of Germany: their codes are those of ISO 3166-2 without the country, such as `BY`.
 * @throws TransientFailure or PermanentFailure that says what to fix
 */
export async function statesWithHolidays(calls: OdooCalls): Promise<StatesById> {
  const args = [[['country_id.code', '=', COUNTRY]]];
  const named = { fields: ['code'] };
  const found = await ask(calls, states, { model: 'res.country.state', method: 'search_read', args, named });
  return new Map(
    found.flatMap(({ id, code }) => {
      // Odoo numbers further states of other countries alike; who has renamed a code gets no holidays of another.
      const region = holidayRegion(`${COUNTRY}-${code}`);
      return region === undefined ? [] : [[id, region] as const];
    }),
  );
}
