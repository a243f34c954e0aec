import type { BookingId } from '../booking/booking.ts';
import type { DurationMs } from '../time/instant.ts';
import type { SystemScope } from './scope.ts';

/** For how long a request's answer is kept, by the store's own clock (api#idempotency-key). */
export const ANSWERS_KEPT_MS: DurationMs = 24 * 60 * 60_000;

/** A request that its caller named by a key, and that is at work. What it changes is kept with the change. */
export interface KeyedRequest {
  readonly id: number;
}

/** An answer as its caller received it. */
export interface KeptAnswer {
  readonly status: number;
  /** The body, character for character. */
  readonly body: string;
}

/**
 * What came of beginning a request:
 * - `begun`: the caller is to do it, for the first time or where an earlier try ended without an answer
 * - `answered`: it has been answered, like this
 * - `at_work`: somebody else is doing it
 * - `other_request`: the key names another request
 */
export type BegunRequest =
  | { readonly type: 'begun'; readonly request: KeyedRequest }
  | { readonly type: 'answered'; readonly answer: KeptAnswer }
  | { readonly type: 'at_work' }
  | { readonly type: 'other_request' };

/**
 * Requests that their callers named by a key, with what they wrote and how they were answered. What a request wrote is
 * kept in the transaction of the change (`askedBy` of a change), so that a repetition never writes it again, wherever
 * the first try ended. Everything of a request ends {@link ANSWERS_KEPT_MS} after it was first begun.
 */
export interface KeptAnswers {
  /**
   * Begins a request. Of any number at once one is told `begun`, until it is answered, released, or `forMs` have passed.
   * @param key the caller and its key, as a digest of 64 hexadecimal digits
   * @param fingerprint what is asked for, in the same form: another one under the same key is another request
   */
  begin(key: string, fingerprint: string, forMs: DurationMs): Promise<BegunRequest>;
  /** The bookings that the request changed, also by an earlier try. */
  written(request: KeyedRequest): Promise<readonly BookingId[]>;
  /**
   * Keeps the answer. Of several the first stands.
   * @returns the one that stands
   */
  keep(request: KeyedRequest, answer: KeptAnswer): Promise<KeptAnswer>;
  /** Ends a try without an answer, so that the next one may begin at once. Does nothing when it has been answered. */
  release(request: KeyedRequest): Promise<void>;
  /** Forgets requests whose time is over, some at a time. @returns how many */
  forget(): Promise<number>;
  /**
   * Takes back the answers to requests that changed a booking whose customer's data was erased, because they may show it.
   * Such a request begins anew when it is repeated, and what it wrote still counts as done.
   */
  forgetErased(scope: SystemScope): Promise<void>;
}
