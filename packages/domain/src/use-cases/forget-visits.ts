import type { Clock } from '../ports/clock.ts';
import type { LinkVisits } from '../ports/link-visits.ts';
import { VISITS_KEPT_MS } from '../token/kept-visit.ts';

/** See {@link makeForgetVisits}. */
export type ForgetVisits = () => Promise<number>;

/**
 * Forgets visits to links that were kept long enough, some at a time (links#visits-kept).
 * @returns how many rows went
 */
export function makeForgetVisits(deps: { readonly linkVisits: LinkVisits; readonly clock: Clock }): ForgetVisits {
  return () => deps.linkVisits.forget(deps.clock.now() - VISITS_KEPT_MS);
}
