import { asCustomerNumber } from '@miomente/booking-domain';
import type { Bench } from '../bench.ts';
import { interleave } from '../measure/interleave.ts';
import { requestsPerSecond, type Shot } from '../measure/load.ts';
import { manyBookings } from '../stage/bookings.ts';
import { portalOn } from '../stage/portal.ts';

export const portalPage: Bench = {
  row: 'P16',
  what: 'portal page of 20 cards',
  run: async (stage) => {
    const { url, ordinary } = await manyBookings(stage, stage.bookings);
    const portal = await portalOn(stage, url);
    const shots = (path: string): Promise<readonly Shot[]> =>
      Promise.all(
        ordinary.map(async (partner) => ({
          path,
          headers: { authorization: await portal.authorization(asCustomerNumber(partner)) },
        })),
      );
    const [page, json] = [await shots('/dashboard/bookings'), await shots('/api/partner/bookings')];
    const { ours, other } = await interleave({
      ours: requestsPerSecond(portal.url, page),
      other: requestsPerSecond(portal.url, json),
    });
    const against = 'the same list as JSON';
    return [
      {
        row: 'P16',
        what: portalPage.what,
        unit: 'req/s',
        ours,
        other,
        against,
        ratio: ours / other,
        goal: { atLeast: 0.5 },
      },
    ];
  },
};
