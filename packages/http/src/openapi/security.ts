import type { Gate } from '../guard/gate.ts';
import { cookieName } from '../request/cookies.ts';
import { SESSION_COOKIE } from '../session/sessions.ts';
import type { HttpSettings } from '../settings.ts';
import type { Json } from './schemas.ts';

const bearer = (description: string): Json => ({ type: 'http', scheme: 'bearer', description });

/** How clients show who they are. */
export function securitySchemes(settings: HttpSettings): Json {
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
    mailProviderSignature: {
      type: 'apiKey',
      in: 'header',
      name: 'X-Twilio-Email-Event-Webhook-Signature',
      description: 'SendGrid: ECDSA over timestamp and body, checked with SENDGRID_WEBHOOK_PUBLIC_KEY.',
    },
    cronSecret: bearer('BOOKING_REMINDER_CRON_SECRET.'),
  };
}

const REQUIREMENTS: Readonly<Record<Gate<unknown>['scheme'], readonly Json[]>> = {
  portal: [{ portalToken: [] }, { portalCookie: [] }],
  webhook: [{ webhookSecret: [] }, { webhookSignature: [] }],
  mail_provider: [{ mailProviderSignature: [] }],
  cron: [{ cronSecret: [] }],
  open: [],
};

/** The ways through a gate, each enough by itself. */
export function requirements({ scheme }: Gate<unknown>): readonly Json[] {
  return REQUIREMENTS[scheme];
}
