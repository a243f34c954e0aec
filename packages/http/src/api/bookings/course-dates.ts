import { type CourseDate, courseDateAnswerBy, courseDateKey } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { instant, isoInstant } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import type { PartnerSession } from '../../session/session.ts';
import type { BookingView } from './booking-json.ts';
import { eventJson } from './event-json.ts';
import { PAGINATION_JSON, SUMMARY_JSON, summaryJson } from './list-json.ts';
import { LIST_QUERY } from './list-query.ts';

/** A course date as the API shows it (booking#course-date). */
const COURSE_DATE_JSON = z
  .strictObject({
    key: z.string().meta({ description: 'Names it; what `course_date` of the bookings list filters by.' }),
    course: z.strictObject({
      id: z.int().nullable().meta({ description: 'Magento’s product id; null when its order items name none.' }),
      name: z.string().meta({ description: 'As its newest booking names it.' }),
    }),
    eventDate: z.iso
      .date()
      .nullable()
      .meta({ description: 'In `TIME_ZONE`; null for what the orders name no readable date of.' }),
    eventTime: z
      .string()
      .nullable()
      .meta({ description: '`HH:mm` in `TIME_ZONE`; null when the orders name no time, and without a date.' }),
    counts: SUMMARY_JSON.meta({ description: 'How many of its bookings are in each status.' }),
    people: z.int().meta({ description: 'How many people take part in what is pending or confirmed.' }),
    answerBy: instant
      .nullable()
      .meta({ description: 'Until when the most urgent of its pending bookings is to be answered.' }),
  })
  .meta({
    id: 'CourseDate',
    examples: [
      {
        key: '230.1798131600000',
        course: { id: 230, name: 'Sushi für Einsteiger' },
        eventDate: '2026-12-24',
        eventTime: '18:00',
        counts: { pending: 3, confirmed: 8, declined: 1, cancelled: 0 },
        people: 24,
        answerBy: '2026-12-03T08:30:00.000Z',
      },
    ],
  });

const COURSE_DATES_JSON = z.strictObject({
  courseDates: z.array(COURSE_DATE_JSON).meta({
    description: 'With something to answer first, the nearest first, without a date last; then the rest, newest first.',
  }),
  pagination: PAGINATION_JSON,
});

/** The partner's bookings, seen by course date. */
export function courseDatesRoute(deps: HttpDeps, gate: Gate<PartnerSession>, view: () => BookingView): Route {
  return route({
    method: 'get',
    address: paths.api.courseDates,
    summary: 'Course dates of the partner',
    description:
      'All bookings with the same course and the same start are one course date. The filters are those of the ' +
      'bookings list: what does not pass them counts nowhere; `status` picks course dates that have such a booking. ' +
      'Changes nothing.',
    gate,
    query: LIST_QUERY,
    answers: { 200: COURSE_DATES_JSON },
    handle: async ({ who, query }) => {
      const { rows, total } = await deps.bookings.courseDates(who.scope, query, deps.clock.now());
      const { page, limit } = query;
      const pagination = { page, limit, total, totalPages: Math.ceil(total / limit) };
      return { status: 200, data: { courseDates: rows.map((each) => courseDateJson(each, view())), pagination } };
    },
  });
}

function courseDateJson(courseDate: CourseDate, { policy, timeZone }: BookingView): z.input<typeof COURSE_DATE_JSON> {
  const { identity, course, counts, people } = courseDate;
  const deadline = courseDateAnswerBy(policy, courseDate);
  return {
    key: courseDateKey(identity),
    course,
    ...eventJson(identity.eventStart, timeZone),
    counts: summaryJson(counts),
    people,
    answerBy: deadline === null ? null : isoInstant(deadline),
  };
}
