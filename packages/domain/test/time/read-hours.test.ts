import { readQuietHours, readWorkingHours } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';

const DAY = { from: '08:00', to: '18:00' };

describe('reminders#working-time · how working hours are written', () => {
  it.each([
    ['Mo-Fr 08:00-18:00', [[DAY], [DAY], [DAY], [DAY], [DAY], [], []]],
    ['so 08:00 - 18:00', [[], [], [], [], [], [], [DAY]]],
    ['Sa-Mo 08:00-18:00', [[DAY], [], [], [], [], [DAY], [DAY]]],
    ['Di 08:00-18:00, Th 08:00-18:00', [[], [DAY], [], [DAY], [], [], []]],
    [
      'We 13:00-24:00,08:00-12:00',
      [
        [],
        [],
        [
          { from: '08:00', to: '12:00' },
          { from: '13:00', to: '24:00' },
        ],
        [],
        [],
        [],
        [],
      ],
    ],
    ['Fr 08:00-12:00,10:00-18:00,09:00-11:00', [[], [], [], [], [DAY], [], []]],
  ])('%s', (text, week) => {
    expect(readWorkingHours(text)).toEqual(week);
  });

  it.each([
    '',
    'Mo-Fr',
    '08:00-18:00',
    'Mo-Fr 8-18',
    'Mo-Fr 18:00-08:00',
    'Mo 08:00-08:00',
    'Xx 08:00-18:00',
    'Mo-Xx 08:00-18:00',
    'Mo 08:00-24:30',
    'Mo 08:60-18:00',
    'Mo 08:00-18:00;',
    'Mo 08:00-18:00,',
  ])('no working hours: "%s"', (text) => {
    expect(readWorkingHours(text)).toBeUndefined();
  });
});

describe('reminders#quiet-hours · how quiet hours are written', () => {
  it.each([
    ['21:00-07:00', { from: '21:00', to: '07:00' }],
    [' 13:00 - 14:30 ', { from: '13:00', to: '14:30' }],
  ])('%s', (text, span) => {
    expect(readQuietHours(text)).toEqual(span);
  });

  it.each(['', '21-7', '21:00', '21:00-21:00', '24:00-07:00', '21:00-07:00,12:00-13:00', '9:00-10:00'])(
    'no quiet hours: "%s"',
    (text) => {
      expect(readQuietHours(text)).toBeUndefined();
    },
  );
});
