import { dayBounds, type Instant } from '@miomente/booking-domain';
import { CommandError } from '../process/command.ts';

/** The range of time for reading orders; null for an open end. */
export interface GivenRange {
  readonly from: Instant;
  readonly to: Instant | null;
}

/**
 * Parses `--from` and `--to`: days in the configured time zone, both included.
 * @returns undefined when neither is given
 * @throws CommandError that says what to write
 */
export function orderRange(
  given: { readonly from?: string; readonly to?: string },
  timeZone: string,
): GivenRange | undefined {
  if (given.from === undefined && given.to === undefined) return undefined;
  const day = (option: '--from' | '--to', text: string): { readonly start: Instant; readonly end: Instant } => {
    const bounds = dayBounds(text, timeZone);
    if (bounds === undefined) throw new CommandError(`${option} must be a day such as 2026-01-31.`);
    return bounds;
  };
  const from = given.from === undefined ? 0 : day('--from', given.from).start;
  const to = given.to === undefined ? null : day('--to', given.to).end - 1;
  if (to !== null && to < from) throw new CommandError('--to must not lie before --from.');
  return { from, to };
}
