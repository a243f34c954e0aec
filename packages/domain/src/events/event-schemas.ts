import { ANSWER_CHANNELS, ORDER_HOLDS, PERSON_CHANNELS } from '../booking/booking.ts';
import { CALL_OUTCOMES } from '../booking/call-outcome.ts';
import type { BookingEventType } from '../booking/event.ts';
import { BOOKING_EVENT_TYPES, EVENT_VERSIONS } from '../booking/event-version.ts';
import { BOOKING_MAIL_KINDS } from '../booking/mail-kind.ts';
import { MAIL_OUTCOMES } from '../booking/mail-outcome.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The start of every type of event, by CloudEvents' convention a domain name backwards. */
const PREFIX = 'de.miomente.booking';

/** The name under which events of a type are published, with its version: `de.miomente.booking.confirmed.v1`. */
export function publishedType(type: BookingEventType): string {
  return `${PREFIX}.${type}.v${EVENT_VERSIONS[type]}`;
}

/** The name of the schema of a type's events. */
export function schemaName(type: BookingEventType): string {
  return `urn:${PREFIX.replaceAll('.', ':')}:${type}:${EVENT_VERSIONS[type]}`;
}

const text = (description: string): JsonSchema => ({ type: 'string', description });
const code = (description: string, values: readonly string[]): JsonSchema => ({ enum: values, description });
const whole = (description: string): JsonSchema => ({ type: 'integer', description });
const yesOrNo = (description: string): JsonSchema => ({ type: 'boolean', description });
const orNull = ({ type, enum: values, ...more }: JsonSchema): JsonSchema =>
  values === undefined
    ? { ...more, type: [type, 'null'] }
    : { ...more, enum: [...(values as readonly unknown[]), null] };
const instant = (description: string): JsonSchema => ({ type: 'string', format: 'date-time', description });
const day = (description: string): JsonSchema => ({ type: 'string', format: 'date', description });
const only = (description: string, value: unknown): JsonSchema => ({ const: value, description });

/** What an event of a type says: what is always there, and what may be. */
interface Details {
  readonly about: string;
  readonly always?: Readonly<Record<string, JsonSchema>>;
  readonly sometimes?: Readonly<Record<string, JsonSchema>>;
}

const mail = code('Which mail.', BOOKING_MAIL_KINDS);

const DETAILS: { readonly [Type in BookingEventType]: Details } = {
  booking_registered: {
    about: 'An order item became a booking.',
    always: {
      orderNumber: text('The order’s number, as customers see it.'),
      historic: yesOrNo('Whether it is from before go-live: its partner is never asked.'),
    },
  },
  partner_asked: { about: 'The partner is asked for an answer.', always: { mail } },
  confirmed: {
    about: 'The partner confirmed, maybe on the phone or in advance.',
    always: { notes: yesOrNo('Whether the partner left notes.') },
    sometimes: {
      standingYesPeople: whole('Confirmed in advance: for how many people in all.'),
      standingYesHours: whole('Confirmed in advance: until how many hours before the event.'),
    },
  },
  declined: {
    about: 'The partner declined, maybe on the phone.',
    always: { reason: text('The code of the reason.'), notes: yesOrNo('Whether the partner left notes.') },
  },
  reopened: {
    about: 'An answer was taken back: the booking waits for one again.',
    sometimes: {
      answer: only('A decline was taken back.', 'decline'),
      clock: only('The clock of reminders was not restarted.', 'goes_on'),
    },
  },
  reminded: {
    about: 'A reminder was due and has been queued.',
    always: { step: { enum: [1, 2], description: 'Which reminder.' } },
  },
  mail_accepted: { about: 'A mail that asks for an answer has left.', always: { mail } },
  mail_dropped: {
    about: 'A mail that asks for an answer will not leave.',
    always: { mail, reason: text('Why, as a code.') },
  },
  escalated: {
    about: 'From now on, somebody of the office must phone the partner.',
    always: { reason: text('Why, as a code.') },
  },
  cancelled: {
    about: 'The order or the item was cancelled. Final.',
    always: { cause: text('Why, as a code.') },
    sometimes: { replacedBy: text('Replaced: the number of the order that has the item now.') },
  },
  details_changed: {
    about: 'The order’s details have changed in the shop.',
    always: {
      fields: { type: 'array', items: { type: 'string' }, description: 'What changed.' },
      consequence: text('What that means for the answer, as a code.'),
    },
    sometimes: {
      eventStartFrom: orNull(instant('When the event was to start; null for no date.')),
      eventStartTo: orNull(instant('When the event starts now; null for no date.')),
      eventDayFrom: day('The day the event was to be on, without a time.'),
      eventDayTo: day('The day the event is on now, without a time.'),
      participantsFrom: whole('How many people it was for.'),
      participantsTo: whole('How many people it is for now.'),
    },
  },
  hold_changed: {
    about: 'The order was put on hold, or released.',
    always: { hold: orNull(code('Why it is on hold; null once it is released.', ORDER_HOLDS)) },
  },
  flags_changed: {
    about: 'Flags were set or removed, for somebody of the office to look at.',
    always: { flags: { type: 'array', items: { type: 'string' }, description: 'All flags that are set now.' } },
  },
  mail_reported: {
    about: 'The mail provider reported what happened to a mail, or mail can’t reach the partner and it was left out.',
    always: { mail: text('Which mail.'), outcome: code('What happened.', MAIL_OUTCOMES) },
    sometimes: {
      superseded: only('It went to an address that the partner no longer has.', true),
      unreachable: text('It was left out and no provider had it: why mail can’t reach the partner, as a code.'),
    },
  },
  ticket_opened: { about: 'The support ticket has its number.', always: { ticketId: text('The ticket’s number.') } },
  answer_carried_over: {
    about: 'The booking took over from one of an order that was edited.',
    always: {
      fromOrderItemId: whole('The order item of the one before.'),
      answer: orNull(code('The answer that came with it; null for none.', ['confirmation', 'decline'])),
    },
  },
  token_replaced: { about: 'The links in mails already sent lead to the booking that replaced this one.' },
  customer_informed: {
    about: 'The customer was told by mail that the booking is confirmed.',
    sometimes: {
      eventStartFor: orNull(instant('For which start of the event.')),
      eventDayFor: day('For which day of the event, without a time.'),
    },
  },
  partner_wrote: { about: 'The partner wrote a reply by mail; the words are not told.' },
  reply_read: { about: 'Somebody of the office has read what the partner wrote.' },
  called: {
    about: 'Somebody of the office called the partner, and no answer came of it.',
    always: {
      outcome: code(
        'What came of it.',
        CALL_OUTCOMES.filter((outcome) => outcome !== 'answered'),
      ),
      note: yesOrNo('Whether something was noted.'),
    },
    sometimes: { callBackAt: instant('When the partner is to be called again.') },
  },
};

const CUSTOMER: JsonSchema = {
  type: ['object', 'null'],
  description: 'Only when it is switched on: the customer as kept now; null once the data is erased.',
  properties: {
    firstName: text('The first name.'),
    lastName: text('The last name.'),
    email: text('The mail address.'),
    phone: text('The phone number.'),
  },
  required: ['firstName', 'lastName', 'email', 'phone'],
};

/** The schema of a whole event of a type, as it is pulled and pushed. */
function schemaOf(type: BookingEventType): JsonSchema {
  const { about, always = {}, sometimes = {} } = DETAILS[type];
  const person = type === 'reopened' || type === 'declined' || type === 'called' ? PERSON_CHANNELS : ANSWER_CHANNELS;
  const details = { type: 'object', properties: { ...always, ...sometimes }, required: Object.keys(always) };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaName(type),
    title: publishedType(type),
    description: `${about} Later versions of the product may add properties; ignore those that you don’t know.`,
    type: 'object',
    properties: {
      specversion: only('The version of CloudEvents.', '1.0'),
      id: text('Names the event: a repetition has the same.'),
      source: { type: 'string', format: 'uri', description: 'The product that it comes from.' },
      type: only('What happened, with the version of what is said about it.', publishedType(type)),
      subject: { type: 'string', pattern: '^[1-9][0-9]*$', description: 'The booking’s id.' },
      time: instant('When it happened.'),
      sequence: { type: 'string', pattern: '^[1-9][0-9]*$', description: 'Its position among all events.' },
      datacontenttype: only('The form of `data`.', 'application/json'),
      dataschema: only('The name of this schema.', schemaName(type)),
      data: {
        type: 'object',
        description: 'What is said about it.',
        properties: {
          orderId: whole('Magento’s id of the order.'),
          orderItemId: whole('Magento’s id of the order’s item.'),
          orderNumber: text('The order’s number, as customers see it.'),
          customerNumber: text('The partner’s number.'),
          actor: code('Who: the partner, somebody of the office, or nobody.', ['partner', 'manager', 'system']),
          channel: orNull(code('Through what, where that is known.', person)),
          details,
          customer: CUSTOMER,
        },
        required: ['orderId', 'orderItemId', 'orderNumber', 'customerNumber', 'actor', 'channel', 'details'],
      },
    },
    required: [
      'specversion',
      'id',
      'source',
      'type',
      'subject',
      'time',
      'sequence',
      'datacontenttype',
      'dataschema',
      'data',
    ],
  };
}

/** The JSON Schema of every type of event that is published, by the type's name with its version (events#schemas). */
export const EVENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  BOOKING_EVENT_TYPES.map((type) => [publishedType(type), schemaOf(type)]),
);
