import type { Gate } from '../guard/gate.ts';
import { cookieName } from '../request/cookies.ts';
import { SESSION_COOKIE } from '../session/sessions.ts';
import type { HttpSettings } from '../settings.ts';
import type { Json } from './schemas.ts';

const bearer = (description: string): Json => ({ type: 'http', scheme: 'bearer', description });

/** The security schemes of these gates. */
export function securitySchemes(settings: HttpSettings, gates: readonly Gate<unknown>[]): Json {
  return {
    portalToken: {
      ...bearer('A JWT of the portal: claims sub, role (partner or manager), customer_number, exp.'),
      bearerFormat: 'JWT',
    },
    portalCookie: {
      type: 'apiKey',
      in: 'cookie',
      name: cookieName(settings, SESSION_COOKIE),
      description: 'The session of a browser. A request that changes something must come from our own pages.',
    },
    webhookSecret: bearer('WEBHOOK_SECRET.'),
    webhookSignature: {
      type: 'apiKey',
      in: 'header',
      name: 'webhook-signature',
      description: 'Standard Webhooks: v1,<base64> over webhook-id.webhook-timestamp.body, made with WEBHOOK_SECRET.',
    },
    ...Object.fromEntries(
      gates.flatMap(({ signature }) => (signature === undefined ? [] : [signatureScheme(signature)])),
    ),
    inboundMailSecret: {
      type: 'http',
      scheme: 'basic',
      description: 'INBOUND_MAIL_SECRET as the password, with any user name.',
    },
    cronSecret: bearer('BOOKING_REMINDER_CRON_SECRET.'),
    eventsSecret: bearer('EVENTS_READ_SECRET.'),
  };
}

function signatureScheme({ name, header }: NonNullable<Gate<unknown>['signature']>): [string, Json] {
  return [name, { type: 'apiKey', in: 'header', name: header.name, description: header.description }];
}

const REQUIREMENTS: Readonly<Record<Exclude<Gate<unknown>['scheme'], 'mail_provider'>, readonly Json[]>> = {
  portal: [{ portalToken: [] }, { portalCookie: [] }],
  webhook: [{ webhookSecret: [] }, { webhookSignature: [] }],
  inbound_mail: [{ inboundMailSecret: [] }],
  cron: [{ cronSecret: [] }],
  events: [{ eventsSecret: [] }],
  open: [],
};

/** The ways to pass a gate; each is enough. */
export function requirements({ scheme, signature }: Gate<unknown>): readonly Json[] {
  if (signature !== undefined) return [{ [signature.name]: [] }];
  return scheme === 'mail_provider' ? [] : REQUIREMENTS[scheme];
}
