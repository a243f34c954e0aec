import type { CloudEvent } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { instant, wholeNumber } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { neverStore } from '../../security/headers.ts';
import { requireSecret } from '../../security/require-secret.ts';

const MAX_LIMIT = 1_000;
const QUERY = z.strictObject({
  after: wholeNumber(0)
    .optional()
    .meta({
      description:
        'The position to go on from: the `next` of the answer before. 0, or nothing, reads from the first event.',
      examples: [4711],
    }),
  limit: wholeNumber(1, MAX_LIMIT)
    .optional()
    .meta({ description: 'How many events at most; 100 unless told.', examples: [100] }),
});

const text = (description: string, example: string) => z.string().meta({ description, examples: [example] });
const EVENT_JSON = z
  .strictObject({
    specversion: z.literal('1.0').meta({ description: 'The version of CloudEvents.' }),
    id: text('Names the event: a repetition has the same.', '4711'),
    source: text('The product that it comes from.', 'https://partner.example.org'),
    type: text('What happened, with the version of what is said about it.', 'de.miomente.booking.confirmed.v1'),
    subject: text('The booking’s id.', '17'),
    time: instant.meta({ description: 'When it happened.' }),
    sequence: text('Its position among all events, as a text.', '4711'),
    datacontenttype: z.literal('application/json').meta({ description: 'The form of `data`.' }),
    dataschema: text('The name of the JSON Schema of its type.', 'urn:de:miomente:booking:confirmed:1'),
    data: z
      .strictObject({
        orderId: z.int().meta({ description: 'Magento’s id of the order.', examples: [1001] }),
        orderItemId: z.int().meta({ description: 'Magento’s id of the order’s item.', examples: [5001] }),
        orderNumber: text('The order’s number, as customers see it.', '100000001'),
        customerNumber: text('The partner’s number.', 'P-100'),
        actor: z
          .enum(['partner', 'manager', 'system'])
          .meta({ description: 'Who: the partner, somebody of the office, or nobody.' }),
        channel: z
          .string()
          .nullable()
          .meta({ description: 'Through what, where that is known.', examples: ['portal'] }),
        details: z
          .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
          .meta({
            description: 'What is said about it, by type; its JSON Schema has each.',
            examples: [{ notes: false }],
          }),
        customer: z
          .strictObject({
            firstName: text('The first name.', 'Erika'),
            lastName: text('The last name.', 'Beispiel'),
            email: text('The mail address.', 'erika@example.org'),
            phone: text('The phone number.', '+49 89 000001'),
          })
          .nullable()
          .optional()
          .meta({
            description: 'Only with `EVENTS_INCLUDE_CUSTOMER`: the customer as kept now; null once the data is erased.',
          }),
      })
      .meta({ description: 'What is said about it.' }),
  })
  .meta({ id: 'Event' });

function eventsGate({ settings: { eventsReadSecret } }: Pick<HttpDeps, 'settings'>): Gate<undefined> {
  return {
    scheme: 'events',
    who: 'program that reads events, by secret',
    limit: null,
    strict: true,
    problems: ['unauthenticated', 'not_found'],
    enter: async (ctx) => {
      neverStore(ctx);
      return requireSecret(ctx, 'EVENTS_READ_SECRET', eventsReadSecret);
    },
  };
}

/** What happened to bookings, for other programs (events#pull). */
export function eventRoutes(deps: Pick<HttpDeps, 'settings' | 'readEvents'>): readonly Route[] {
  return [
    route({
      method: 'get',
      address: paths.api.events,
      summary: 'What happened to bookings, as CloudEvents',
      description:
        'Events after a position, in their order; of one booking, in the order in which they happened. Keep `next` with ' +
        'what you did, and ask for `after=<next>`: nothing is left out, however many changes happen at once. An answer ' +
        'with fewer events than `limit` is the end for now; ask again later. Reading changes nothing and may be ' +
        'repeated from any position, for as long as the product runs: an event is never taken away. After a backup was ' +
        'restored, positions go on above those given before. Know events by `id`, and ignore types and properties that ' +
        'you don’t know. Without a configured secret there is no such address: 404.',
      gate: eventsGate(deps),
      query: QUERY,
      answers: {
        200: z.strictObject({
          events: z.array(EVENT_JSON).meta({ description: 'In their order.' }),
          next: z.int().meta({ description: 'The position to go on from.', examples: [4711] }),
        }),
      },
      handle: async ({ query: { after = 0, limit = 100 } }) => {
        const { events, next } = await deps.readEvents({ after, limit });
        return { status: 200, data: { events: events.map(eventJson), next } };
      },
    }),
  ];
}

/** The answer owns its lists. */
function eventJson({ data, ...event }: CloudEvent): z.input<typeof EVENT_JSON> {
  const details = Object.fromEntries(
    Object.entries(data.details).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  );
  return { ...event, data: { ...data, details } };
}
