import type { KeptAnswers } from '../ports/kept-answers.ts';

/** See {@link makeForgetKeptAnswers}. */
export type ForgetKeptAnswers = () => Promise<number>;

/** Forgets the answers of keyed requests whose time is over, some at a time (api#idempotency-key). @returns how many */
export function makeForgetKeptAnswers({ keptAnswers }: { readonly keptAnswers: KeptAnswers }): ForgetKeptAnswers {
  return () => keptAnswers.forget();
}
