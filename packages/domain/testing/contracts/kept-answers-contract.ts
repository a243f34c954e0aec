import { ANSWERS_KEPT_MS, type BegunRequest, HOUR_MS, type KeyedRequest, MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { hexadecimal } from '../builders.ts';
import { commit, keep, present, updating } from './commits.ts';
import { confirmed, NOW, pending, system } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const [KEY, OTHER_KEY, ASKED, ASKED_OTHERWISE] = [11, 12, 13, 14].map(hexadecimal) as [string, string, string, string];
const ANSWER = { status: 200, body: '{"success":true,"data":{"größe":"ä"}}' };

/** The contract suite of the `KeptAnswers` port. */
export const keptAnswersTests: PersistenceTests = (harness) => {
  const kept = () => harness().ports.keptAnswers;
  const begin = (key = KEY, fingerprint = ASKED) => kept().begin(key, fingerprint, MINUTE_MS);
  const begun = async (): Promise<KeyedRequest> => requestOf(await begin());

  describe('api#idempotency-key: beginning', () => {
    it('of many at once one begins, and the others are told that it is at work', async () => {
      const types = (await Promise.all(Array.from({ length: 12 }, () => begin()))).map(({ type }) => type);
      expect(types.toSorted()).toEqual([...Array<string>(11).fill('at_work'), 'begun']);
    });

    it('another request under the same key is told from a repetition, at work and answered', async () => {
      const request = await begun();
      expect(await begin(KEY, ASKED_OTHERWISE)).toEqual({ type: 'other_request' });
      await kept().keep(request, ANSWER);
      expect(await begin(KEY, ASKED_OTHERWISE)).toEqual({ type: 'other_request' });
      expect((await begin(OTHER_KEY, ASKED_OTHERWISE)).type).toBe('begun');
    });

    it('a try that ended begins anew as the same request: released at once, or when its time is over', async () => {
      const request = await begun();
      await kept().release(request);
      expect(await begin(KEY, ASKED_OTHERWISE)).toEqual({ type: 'other_request' });
      expect(await begun()).toEqual(request);
      await harness().letPass(MINUTE_MS / 2);
      expect((await begin()).type).toBe('at_work');
      await harness().letPass(MINUTE_MS / 2);
      expect(await begun()).toEqual(request);
    });
  });

  describe('api#idempotency-key: the answer', () => {
    it('is given character for character, and the first one stands', async () => {
      const request = await begun();
      expect(await kept().keep(request, ANSWER)).toEqual(ANSWER);
      expect(await kept().keep(request, { status: 409, body: '{}' })).toEqual(ANSWER);
      await kept().release(request);
      expect(await begin()).toEqual({ type: 'answered', answer: ANSWER });
    });

    it('is kept for 24 hours from the beginning and no longer', async () => {
      await kept().keep(await begun(), ANSWER);
      await harness().letPass(ANSWERS_KEPT_MS - HOUR_MS);
      expect((await begin()).type).toBe('answered');
      expect(await kept().forget()).toBe(0);
      await harness().letPass(HOUR_MS);
      const again = await begun();
      expect(await kept().written(again)).toEqual([]);
      await harness().letPass(ANSWERS_KEPT_MS);
      expect(await kept().forget()).toBe(1);
      expect(await kept().forget()).toBe(0);
    });

    it('orders#customer-data-ends: is taken back once it shows a customer whose data was erased, and what it wrote stays', async () => {
      const { bookings } = harness().ports;
      const stored = await keep(bookings, pending(1), pending(2));
      const requests: KeyedRequest[] = [];
      for (const [n, key] of [KEY, OTHER_KEY].entries()) {
        const request = requestOf(await begin(key));
        await bookings.commitAll([{ ...updating(present(stored[n]), confirmed(pending(n + 1))), askedBy: request }]);
        await kept().keep(request, ANSWER);
        requests.push(request);
      }
      const [first, second] = [present(requests[0]), present(requests[1])];
      await kept().forgetErased(system);
      expect((await begin()).type).toBe('answered');
      const before = present(await bookings.find(system, present(stored[0]).id));
      const customer = { firstName: '', lastName: '', email: '', phone: '' };
      const erased = { ...confirmed(pending(1)), details: { ...before.details, customer }, customerErasedAt: NOW };
      await commit(bookings, [updating(before, erased)]);
      await kept().forgetErased(system);
      expect(await begun()).toEqual(first);
      expect(await kept().written(first)).toEqual([before.id]);
      expect(await begin(KEY, ASKED_OTHERWISE)).toEqual({ type: 'other_request' });
      await kept().forgetErased(system);
      expect((await begin()).type).toBe('at_work');
      expect(await begin(OTHER_KEY)).toEqual({ type: 'answered', answer: ANSWER });
      expect(await kept().written(second)).toHaveLength(1);
    });

    it('that comes after its request was forgotten is given as it is', async () => {
      const request = await begun();
      await harness().letPass(ANSWERS_KEPT_MS);
      await kept().forget();
      expect(await kept().keep(request, ANSWER)).toEqual(ANSWER);
      expect(await kept().written(request)).toEqual([]);
    });
  });

  describe('api#idempotency-key: what a request wrote', () => {
    it('is kept with the change, by each way of writing it, and nothing of what was stale', async () => {
      const { bookings } = harness().ports;
      const request = await begun();
      const stored = await keep(bookings, pending(1), pending(2), pending(3));
      const [first, second, third] = [present(stored[0]), present(stored[1]), present(stored[2])];
      expect(await kept().written(request)).toEqual([]);
      const asked = (n: number, before: typeof first) => ({
        ...updating(before, confirmed(pending(n))),
        askedBy: request,
      });
      await bookings.commitAll([asked(1, first)]);
      await bookings.commitAll([updating(third, confirmed(pending(3)))]);
      const outcomes = await bookings.commitEach([asked(1, first), asked(2, second), asked(3, third)]);
      expect(outcomes.map(({ type }) => type)).toEqual(['stale', 'committed', 'stale']);
      expect((await kept().written(request)).toSorted()).toEqual([first.id, second.id]);
      await kept().release(request);
      expect((await kept().written(await begun())).toSorted()).toEqual([first.id, second.id]);
      // Its day counts from the first try. What comes after it is another request, which wrote nothing.
      await kept().release(request);
      await harness().letPass(ANSWERS_KEPT_MS - HOUR_MS);
      await begun();
      await harness().letPass(HOUR_MS);
      const next = requestOf(await begin(KEY, ASKED_OTHERWISE));
      expect(await kept().written(next)).toEqual([]);
    });
  });
};

function requestOf(begun: BegunRequest): KeyedRequest {
  if (begun.type !== 'begun') throw new Error(`The request was not begun: ${begun.type}`);
  return begun.request;
}

/** Runs the contract suite on an adapter of `KeptAnswers`, with its database. */
export function keptAnswersContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`KeptAnswers: ${name}`, open, keptAnswersTests);
}
