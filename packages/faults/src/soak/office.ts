import { randomUUID } from 'node:crypto';
import { ask, asking, officeSession } from '../client.ts';
import { type Crowd, dataOf, keyed } from './crowd.ts';

const DESKS = ['office@example.org', 'second.desk@example.org'] as const;
const OUTCOMES = ['answered', 'not_reached', 'wrong_number', 'call_back', 'note', 'release'] as const;
const HOUR_MS = 3_600_000;

interface Entry {
  readonly customerNumber: string;
  readonly bookings: readonly { readonly id: number }[];
}

/** A call whose outcome was kept, by what was noted of it. */
export interface KeptCall {
  readonly note: string;
  readonly outcome: string;
}

/** What the office does: two desks reach for the same partner, one calls, and says what came of it. */
export function officeLoop(crowd: Crowd): { readonly calls: readonly KeptCall[]; work(): Promise<void> } {
  const { stage, chance, see, anyHttp } = crowd;
  const calls: KeptCall[] = [];
  const claim = async (desk: string, { customerNumber }: Entry) => {
    const path = `/api/manager/calls/${customerNumber}/claim`;
    return see('a claim', await ask(anyHttp(), path, asking(officeSession(stage, desk), {})), [200, 409]);
  };

  const sayWhatCame = async (desk: string, { customerNumber, bookings }: Entry, fence: number): Promise<void> => {
    const session = officeSession(stage, desk);
    const outcome = chance.pick(OUTCOMES) ?? 'note';
    const path = `/api/manager/calls/${customerNumber}`;
    if (outcome === 'release') {
      see('a release', await ask(anyHttp(), `${path}/release`, asking(session, { claim: fence })), [200, 409]);
      return;
    }
    const note = `Soak call ${randomUUID()}`;
    const answers = bookings.slice(0, 2).map(({ id }) => ({ id, action: 'confirm' as const }));
    const said = {
      outcome,
      note,
      claim: fence,
      ...(outcome === 'answered' ? { answers } : {}),
      ...(outcome === 'call_back' ? { at: new Date(Date.now() + HOUR_MS).toISOString() } : {}),
    };
    const request = asking(session, said, randomUUID());
    const got = await keyed(crowd, 'an outcome', async () =>
      see('an outcome', await ask(anyHttp(), `${path}/outcome`, request), [200, 409]),
    );
    if (got?.status !== 200) return;
    crowd.count('calls');
    calls.push({ note, outcome });
    const { results } = dataOf<{ results: readonly { id: number; result: string }[] }>(got);
    for (const { id, result } of results) {
      const taken = result === 'confirmed' ? 'taken' : 'unknown';
      crowd.answered.push({ bookingId: id, action: 'confirmed', outcome: taken });
    }
  };

  return {
    calls,
    work: async () => {
      const headers = officeSession(stage, DESKS[0]);
      const got = see('the calls', await ask(anyHttp(), '/api/manager/calls', { headers }), [200]);
      if (got.status !== 200) return;
      const entry = chance.pick(dataOf<{ calls: readonly Entry[] }>(got).calls);
      if (entry === undefined) return;
      const claims = await Promise.all(DESKS.map((desk) => claim(desk, entry)));
      const granted = claims.flatMap((got, n) =>
        got.status === 200
          ? [{ desk: DESKS[n] ?? '', fence: dataOf<{ claim: { number: number } }>(got).claim.number }]
          : [],
      );
      if (granted.length > 1) crowd.wrong.push(`both desks were given ${entry.customerNumber} to call`);
      for (const { desk, fence } of granted) await sayWhatCame(desk, entry, fence);
    },
  };
}
