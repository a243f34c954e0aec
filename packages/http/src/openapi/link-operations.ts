import { type Address, paths, withQuery } from '@miomente/booking-paths';
import type { ProblemCode } from '../problem/http-problem.ts';
import { type HeaderName, headersOf } from './headers.ts';
import { templateOf } from './operation.ts';
import { COMMON_PARAMETERS } from './parameters.ts';
import { byStatus, type ProblemAnswers } from './problems.ts';
import type { Json } from './schemas.ts';

/** The group of the addresses in mails. */
export const LINKS_TAG = {
  name: 'Links',
  description:
    'What the links in mails lead to: pages for people, in HTML. The token is the whole right; keep it out of logs. ' +
    '60 requests a minute for each client address, and 60 for the pages they end on.',
};

/** An address that people open, as far as programs need to know it. */
interface LinkOperation {
  readonly method: 'get' | 'post';
  readonly address: Address;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Json[];
  /** The fields of the posted form, if there is one. */
  readonly form?: Readonly<Record<string, Json>>;
  /** The content of the page with status 200; absent when every answer redirects. */
  readonly page?: string;
  /** What 422 is a page of; absent when nothing is asked again. */
  readonly again?: string;
  /** The target of 303; absent when nothing redirects. */
  readonly leadsTo?: string;
}

const TOKEN: Json = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'The token of the mail: 64 hexadecimal characters. Any other text is a link that does not exist.',
  schema: { type: 'string' },
  example: '3f5a'.repeat(16),
};
const query = (name: string, description: string, schema: Json, example: unknown): Json => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  example,
});
const BOOKING = query(
  'booking',
  'Which of several bookings that this browser answered lately; others are not shown.',
  { type: 'string' },
  '17',
);
const TOLD = query(
  'told',
  'Which booking was just confirmed, signed, in a browser that keeps no cookies; forgotten after 15 minutes.',
  { type: 'string' },
  'WzE3LDE3OTgxMzE2MDAwMDBd.3f5a3f5a',
);
const REASON = query(
  'reason',
  'Why the link did nothing, where the booking does not tell itself: `invalid`, `expired`, `already_processed`, ' +
    '`cancelled`, `event_started`. What is unknown counts as `invalid`.',
  { type: 'string' },
  'expired',
);
const SUCCESS = `\`${paths.confirmationSuccess.pattern}\``;
const ERROR = `\`${paths.confirmationError.pattern}?reason=…\``;
const REOPENED = `\`${paths.reopened.pattern}\``;
const ENDS = `${SUCCESS}, or ${ERROR} when it can’t be confirmed any more`;

/** What the forms on these pages bring along. */
const PRESS: Readonly<Record<string, Json>> = {
  mark: { type: 'string', description: 'The signed mark of the page view, as the page’s form has it.' },
  answer: { type: 'string', description: 'What was typed, where the page asked.' },
  trap: { type: 'string', description: 'Sent by the button that no person presses.' },
};

/** Every address around the links in mails. */
export const LINK_OPERATIONS: readonly LinkOperation[] = [
  {
    method: 'get',
    address: paths.confirmLink,
    operationId: 'getApiConfirmToken',
    summary: 'Opens the confirm link of a mail',
    description:
      'Confirms at once only for a navigation from a device that this partner has used before; else shows the booking ' +
      'and one button, and changes nothing (`CONFIRM_LINK_MODE`). Programs that open links confirm nothing. `HEAD` is ' +
      '204 and never changes anything. A link that was used leads to the page that says what became of the booking.',
    parameters: [TOKEN],
    page: 'The booking, with one button that posts to this address.',
    leadsTo: ENDS,
  },
  {
    method: 'post',
    address: paths.confirmLink,
    operationId: 'postApiConfirmToken',
    summary: 'Presses the button of the confirm link',
    description:
      'Confirms the booking and makes the browser a known device of the partner, when a person pressed: a device or ' +
      'session that is known, a form with the mark of its own page view, or the right answer to the question. Any other ' +
      'press changes nothing and gets that question (`LINK_PRESS_MIN_SECONDS`, `LINK_QUIET_SECONDS`). A second press ' +
      'within 15 s ends where the first one does; a later one leads to the page that says so.',
    parameters: [TOKEN],
    form: PRESS,
    page: 'The question that only the mail answers. Nothing was changed.',
    again: 'The question again, or that only a login answers for now. Nothing was changed.',
    leadsTo: ENDS,
  },
  {
    method: 'get',
    address: paths.declineLink,
    operationId: 'getApiDeclineToken',
    summary: 'Opens the decline link of a mail',
    description:
      'Changes nothing. The token moves into a cookie of 15 minutes that only this booking’s form gets to see; the form ' +
      'asks for a login and a reason. To decline by a program, use the partner’s API.',
    parameters: [TOKEN],
    leadsTo: `\`${templateOf(paths.declineBooking.pattern)}\`, or ${ERROR}`,
  },
  {
    method: 'get',
    address: paths.confirmationSuccess,
    operationId: 'getConfirmationSuccess',
    summary: 'Says that a booking was confirmed',
    description:
      'Shows the booking only to the browser that has just confirmed it, with the way back. A browser without cookies is ' +
      'told with `told` that it is confirmed, and nothing about the customer. Else says no more than that there is nothing ' +
      'to see. Changes nothing.',
    parameters: [BOOKING, TOLD],
    page: 'The booking, or that there is nothing to see.',
  },
  {
    method: 'get',
    address: paths.confirmationError,
    operationId: 'getConfirmationError',
    summary: 'Says why a link did nothing, and what to do next',
    description:
      'Of a booking that this browser’s link leads to, its own state tells, whatever the address says. Offers to take a ' +
      'confirmation back while that can be done. Changes nothing.',
    parameters: [REASON, BOOKING],
    page: 'Why the link did nothing.',
    leadsTo: `${REOPENED}, when the confirmation was taken back meanwhile`,
  },
  {
    method: 'post',
    address: paths.takeBack,
    operationId: 'postConfirmationErrorTakeBack',
    summary: 'Takes a confirmation back by its link',
    description:
      'Needs the signed name of the booking that the form carries, and the cookie in which the browser keeps its link. ' +
      'The booking waits for an answer again, and the reminder clock restarts. A second press changes nothing more.',
    parameters: [],
    form: { booking: { type: 'string', description: 'The signed name, as the page’s form has it.' }, ...PRESS },
    page: 'The question that only the mail answers. Nothing was changed.',
    again: 'The question again, or that only a login answers for now. Nothing was changed.',
    leadsTo: `${REOPENED}, or ${ERROR} when it can’t be taken back any more`,
  },
  {
    method: 'get',
    address: paths.reopened,
    operationId: 'getConfirmationErrorReopened',
    summary: 'Says that a confirmation was taken back',
    description: 'With a button to confirm once more while the browser keeps the link. Changes nothing.',
    parameters: [BOOKING],
    page: 'The open booking, or that this browser no longer knows which one it was.',
    leadsTo: `\`${withQuery(paths.confirmationError.at(), { reason: 'already_processed' })}\`, when the booking was answered meanwhile`,
  },
];

const PAGE = { schema: { type: 'string', description: 'HTML, for people.' }, example: '<!doctype html>…' };
const READING_A_FORM: readonly ProblemCode[] = ['payload_too_large', 'unsupported_media_type'];

/** Their part of the document's paths. */
export function linkPaths(problems: ProblemAnswers): Readonly<Record<string, Readonly<Record<string, Json>>>> {
  const described: Record<string, Record<string, Json>> = {};
  for (const operation of LINK_OPERATIONS) {
    const path = templateOf(operation.address.pattern);
    described[path] = { ...described[path], [operation.method]: describe(operation, problems) };
  }
  return described;
}

function describe(operation: LinkOperation, problems: ProblemAnswers): Json {
  const { method, address: _, form, page, again, leadsTo, parameters, ...said } = operation;
  const reads = form !== undefined && Object.keys(form).length > 0;
  const codes: readonly ProblemCode[] = [
    // These addresses are not validated: a token that is not UTF-8 is an unknown link.
    ...(reads ? (['invalid_request'] as const) : []),
    ...(method === 'post' ? (['cross_origin'] as const) : []),
    'not_acceptable',
    ...(reads ? READING_A_FORM : []),
    'rate_limited',
    'internal',
    'unavailable',
  ];
  const headers = (status: number, ...also: readonly HeaderName[]) => headersOf(status, { scheme: 'link' }, ...also);
  return {
    ...said,
    tags: [LINKS_TAG.name],
    security: [],
    parameters: [
      ...parameters,
      ...Object.keys(COMMON_PARAMETERS).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...formOf(form),
    responses: {
      ...(page === undefined
        ? {}
        : { 200: { description: page, headers: headers(200), content: { 'text/html': PAGE } } }),
      ...(again === undefined
        ? {}
        : { 422: { description: again, headers: headers(422), content: { 'text/html': PAGE } } }),
      ...(leadsTo === undefined
        ? {}
        : { 303: { description: `Leads to ${leadsTo}.`, headers: headers(303, 'Location') } }),
      ...Object.fromEntries(byStatus(codes).map(([status, of]) => [status, problems.referToPage(of, headers(status))])),
    },
  };
}

function formOf(form: LinkOperation['form']): Json {
  if (form === undefined || Object.keys(form).length === 0) return {};
  const schema = { type: 'object', properties: form };
  const example = Object.fromEntries(Object.keys(form).map((name) => [name, 'signed-name']));
  return { requestBody: { required: false, content: { 'application/x-www-form-urlencoded': { schema, example } } } };
}
