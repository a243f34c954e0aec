import type { Unit } from '../brand.ts';

/**
 * A point in time: whole milliseconds since 1970-01-01T00:00:00Z. A number and not a `Date`: it can't be modified,
 * compares with `<` and `===`, and adds exactly. An hour is always an elapsed hour, also across a change to summer
 * time.
 */
export type Instant = Unit<'Instant'>;
/** A duration in whole milliseconds. */
export type DurationMs = Unit<'DurationMs'>;

/** A second in milliseconds. */
export const SECOND_MS: DurationMs = 1_000;
/** A minute in milliseconds. */
export const MINUTE_MS: DurationMs = 60 * SECOND_MS;
/** An hour in milliseconds. */
export const HOUR_MS: DurationMs = 60 * MINUTE_MS;
/** 24 hours in milliseconds; a day of the calendar may be an hour longer or shorter. */
export const DAY_MS: DurationMs = 24 * HOUR_MS;
