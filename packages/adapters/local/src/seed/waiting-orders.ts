import type { Story, Teller } from './story.ts';

/**
 * Orders that wait for an answer. No sweep has run for the last {@link UNSWEPT_HOURS}, so the first one has reminders
 * to send.
 */
export function waitingOrders({ story, course, days, hours }: Teller): readonly Story[] {
  return [
    story('waiting/fresh-1', 0.4, [course('KOCH-SUSHI', 2, days(9, 18))]),
    story('waiting/fresh-2', 2.2, [course('KOCH-PASTA', 4, days(16, 19), 'german_long')]),
    story('waiting/fresh-3', 7, [course('KOCH-THAI', 1, days(6, 17), 'iso')]),
    story('waiting/fresh-4', 4, [course('KAFFEE-BARISTA', 2, days(8, 11), 'english')]),
    story('waiting/fresh-5', 3.5, [course('WEIN-ROT', 2, days(11, 19))]),
    // Older than 24 hours: the first reminder is due.
    story('waiting/day-old-1', 26, [course('KOCH-STEAK', 2, days(8, 16))]),
    story('waiting/day-old-2', 30, [course('KOCH-VEGAN', 3, days(13, 18), 'german_long')]),
    story('waiting/day-old-3', 41, [course('KOCH-SUSHI', 2, days(20, 18))]),
    story('waiting/day-old-4', 33, [course('WEIN-KAESE', 4, days(15, 19))]),
    story('waiting/day-old-5', 28, [course('KAFFEE-LATTE', 1, days(10, 14), 'english')]),
    // Older than 48 hours, with the first reminder sent in time: the second is due, then the escalation.
    story('waiting/two-days-old-1', 50, [course('KOCH-PASTA', 2, days(10, 19))]),
    story('waiting/two-days-old-2', 52, [course('KOCH-THAI', 4, days(17, 18), 'iso')]),
    story('waiting/two-days-old-3', 51, [course('WEIN-TEAM', 12, days(21, 17))]),
    // Already reminded twice and escalated.
    story('waiting/escalated-1', 100, [course('KOCH-STEAK', 2, days(7, 16))]),
    story('waiting/escalated-2', 131, [course('KOCH-VEGAN', 1, days(12, 18))]),
    story('waiting/escalated-3', 120, [course('KAFFEE-BARISTA', 2, days(9, 11), 'english')]),
    // Short notice.
    story('waiting/tomorrow', 1, [course('KOCH-SUSHI', 2, days(1, 19))]),
    story('waiting/in-five-hours', 0.5, [course('KOCH-PASTA', 2, hours(5))]),
    story('waiting/in-ninety-minutes', 0.2, [course('KOCH-VEGAN', 3, hours(1.5))]),
    story('waiting/far-ahead', 5, [course('KOCH-STEAK', 6, days(190, 16), 'german_long')]),
  ];
}

/** How many hours before the present the last sweep of the sample ran. */
export const UNSWEPT_HOURS = 25;
