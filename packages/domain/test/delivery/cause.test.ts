import { causeOf, causeText, MAX_CAUSE_LENGTH } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
/** Only ids of nothing but zeros are none. */
const zeros = `00-0${'a'.repeat(31)}-0${'b'.repeat(15)}-01`;

describe('running#traces: the cause of a job, as one text', () => {
  it.each([
    [{ requestId: null, traceparent: null }, null],
    [{ requestId: 'r-1', traceparent: null }, 'r-1'],
    [{ requestId: 'r-1', traceparent }, `r-1 ${traceparent}`],
    [{ requestId: null, traceparent }, ` ${traceparent}`],
    [{ requestId: null, traceparent: zeros }, ` ${zeros}`],
  ])('%j', (cause, text) => {
    expect(causeText(cause)).toBe(text);
    expect(causeOf(text)).toEqual(cause);
  });

  it('nothing is known of a job without a cause', () => {
    for (const text of [undefined, null, '']) expect(causeOf(text)).toEqual({ requestId: null, traceparent: null });
  });

  it('the longest request id and a trace fit', () => {
    expect(causeText({ requestId: 'r'.repeat(64), traceparent })).toHaveLength(MAX_CAUSE_LENGTH);
  });

  it.each([
    `01-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`,
    `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`,
    `${traceparent}-more`,
    `more-${traceparent}`,
    `${traceparent.slice(0, -1)}g`,
    'Mara',
  ])('a trace that can’t be read is left out: %s', (odd) => {
    expect(causeOf(`r-1 ${odd}`)).toEqual({ requestId: 'r-1', traceparent: null });
  });
});
