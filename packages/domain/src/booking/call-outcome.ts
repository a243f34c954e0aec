/**
 * What came of a call (calls#outcomes).
 * - `answered`: the partner said yes or no to at least one booking
 * - `not_reached`: nobody picked up
 * - `call_back`: the partner is to be called again at a time
 * - `wrong_number`: the number isn't the partner's
 * - `note`: something to know; the call goes on
 */
export type CallOutcome = 'answered' | 'not_reached' | 'call_back' | 'wrong_number' | 'note';
/** Every {@link CallOutcome}. */
export const CALL_OUTCOMES: readonly CallOutcome[] = ['answered', 'not_reached', 'call_back', 'wrong_number', 'note'];
