/**
 * A point in time: whole milliseconds since 1970-01-01T00:00:00Z. A number rather than a `Date`,
 * so that it can't be changed, compares with `<` and `===`, and adds exactly: an hour is always an
 * elapsed hour, across daylight-saving changes too.
 */
export type Instant = number;

/** A second in milliseconds. */
export const SECOND_MS = 1_000;
/** A minute in milliseconds. */
export const MINUTE_MS: number = 60 * SECOND_MS;
/** An hour in milliseconds. */
export const HOUR_MS: number = 60 * MINUTE_MS;
/** 24 hours in milliseconds; a day of the calendar may be an hour longer or shorter. */
export const DAY_MS: number = 24 * HOUR_MS;
