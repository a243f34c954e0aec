import type { Unit } from '../brand.ts';

/**
 * A point in time: whole milliseconds since 1970-01-01T00:00:00Z. A number rather than a `Date`,
 * so that it can't be changed, compares with `<` and `===`, and adds exactly: an hour is always an
 * elapsed hour, across daylight-saving changes too.
 */
export type Instant = Unit<'Instant'>;
/** A length of time in whole milliseconds, however long that is by the calendar. */
export type DurationMs = Unit<'DurationMs'>;

/** A second in milliseconds. */
export const SECOND_MS: DurationMs = 1_000;
/** A minute in milliseconds. */
export const MINUTE_MS: DurationMs = 60 * SECOND_MS;
/** An hour in milliseconds. */
export const HOUR_MS: DurationMs = 60 * MINUTE_MS;
/** 24 hours in milliseconds; a day of the calendar may be an hour longer or shorter. */
export const DAY_MS: DurationMs = 24 * HOUR_MS;
