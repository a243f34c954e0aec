import { expect, it } from 'vitest';
import { dayIn, LIST_FIELDS } from '../../src/pages/dashboard/list-request.ts';

it('orders#date-notations · days in filters are read like those of orders', () => {
  for (const text of ['2026-01-25', '25.01.2026', '25.1.26', '25. 1. 2026', '25. Jänner 2026', 'January 25th, 2026'])
    expect(dayIn(text), text).toBe('2026-01-25');
  for (const text of ['', '31.02.2026', '2026-02-30', '03/04/2026', '25.01.2026 18:00', '25.1.', 'gestern'])
    expect(dayIn(text), text).toBeUndefined();
});

it('api#list-order · the first and last day of the calendar, which programs send for "no limit", are valid', () => {
  for (const day of ['0001-01-01', '9999-12-31']) expect(dayIn(day)).toBe(day);
});

it('orders#odd-values · a course’s id may be as large as the shop’s largest', () => {
  const courseId = (text: string) => LIST_FIELDS.course_id.parse(text);
  expect(courseId('4294967295')).toBe(4_294_967_295);
  for (const none of ['0', '-1', '1e3', '99999999999999999999']) expect(courseId(none), none).toBeNull();
});
