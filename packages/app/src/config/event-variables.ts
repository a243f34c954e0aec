import { choice, number, type Reading, shaped, signingSecret, variable, webUrl } from '@miomente/booking-config';

const hostName = shaped(
  /^(?=.{1,253}(?:,|$))[a-z0-9.:-]+(?:,[a-z0-9.:-]+)*$/,
  'must be names of hosts as in the URL, in lower case, separated by commas',
).transform((hosts) => hosts.split(','));

/** Variables of events that are told to other programs. */
export const eventVariables = {
  EVENTS_URL: variable(webUrl, {
    about:
      'Where each thing that happens to a booking is posted as a CloudEvent, signed as Standard Webhooks say, one after ' +
      'the other. The first event is the one after this is set; `npm run events -- --after 0` pushes everything.',
    otherwise: 'nothing is pushed',
    example: 'https://data.example.org/booking-events',
    refusedInProduction: (given) => (given.startsWith('http:') ? 'must begin with https://' : undefined),
    isAddress: true,
    inReadme: true,
  }),
  EVENTS_SIGNING_SECRET: variable(signingSecret, {
    about: 'The secret that pushed events are signed with: `whsec_` and base64, or any text.',
    secret: 'ours',
    inReadme: true,
  }),
  EVENTS_SIGNING_SECRET_PREVIOUS: variable(signingSecret, {
    about: 'The previous secret: it signs as well while a receiver is told the new one.',
    secret: 'ours',
  }),
  EVENTS_ALLOWED_HOSTS: variable(hostName as unknown as Reading<readonly string[]>, {
    about:
      'Hosts of EVENTS_URL that may have an address on a private network, separated by commas. In production, any other ' +
      'host with such an address is not connected to.',
    otherwise: 'none',
    example: 'events.internal',
  }),
  EVENTS_TIMEOUT_SECONDS: variable(number({ unit: 'seconds', min: 0.1, max: 15, whole: false }), {
    about: 'How long the receiver may take for one event before it is tried again.',
    default: '10',
  }),
  EVENTS_INCLUDE_CUSTOMER: variable(choice(['true', 'false']), {
    about:
      '`true` adds the customer’s name and contacts to every event, pulled and pushed. Whoever receives them must erase ' +
      'them in time, too.',
    default: 'false',
    inReadme: true,
  }),
};
