import type { Clock } from '@miomente/booking-domain';
import { z } from 'zod';
import { makeReadEventWebhook, type ReadEvents } from './event-webhook.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from './verify-event-webhook.ts';

/**
 * The events of SendGrid's Event Webhook that the product uses. Other kinds of events and events of other senders'
 * mails are ignored.
 */
const EVENTS: z.ZodType = z
  .array(
    z.looseObject({
      event: z
        .string()
        .meta({ description: '`delivered`, `deferred`, `bounce`, `blocked`, `dropped`, `spamreport` …' }),
      type: z.string().optional().meta({ description: 'Of a `bounce`: `bounce`, or `blocked` for one that may pass.' }),
      email: z.string().optional().meta({ description: 'The address it happened at.' }),
      timestamp: z.number().optional().meta({ description: 'Seconds since 1970.' }),
      sg_event_id: z.string().optional().meta({ description: 'The same in every repetition of an event.' }),
      message_id: z
        .string()
        .optional()
        .meta({ description: 'From the mail’s `custom_args`: which of our mails it was.' }),
      sg_message_id: z.string().optional().meta({
        description: 'SendGrid’s own id, by which a bounce is known that came back by mail without `message_id`.',
      }),
    }),
  )
  .meta({
    examples: [
      [
        {
          event: 'bounce',
          type: 'bounce',
          email: 'kurse@example.org',
          timestamp: 1_767_225_600,
          sg_event_id: 'Ym91bmNlLTEyMw',
          message_id: '9b2f6c1e-3d53-4c0d-8f3a-6f1f1d0c2a44',
        },
      ],
    ],
  });

/** SendGrid's Event Webhook, in the form that the product expects of every mail provider. */
export interface EventReceiver {
  readonly provider: string;
  readonly signature: Described;
  readonly signedWith: readonly Described[];
  readonly expected: string;
  readonly body: z.ZodType;
  readonly read:
    | ((request: { readonly header: (name: string) => string; readonly rawBody: Uint8Array }) => ReadEvents)
    | null;
}

interface Described {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

/**
 * Receives SendGrid's delivery reports.
 * @param publicKey as SendGrid shows it; null when the webhook is not set up
 */
export function eventReceiver(publicKey: string | null, clock: Clock): EventReceiver {
  const read = publicKey === null ? null : makeReadEventWebhook(publicKey, clock);
  return {
    provider: 'sendgrid',
    signature: {
      name: SIGNATURE_HEADER,
      description: 'SendGrid: ECDSA over timestamp and body, checked with SENDGRID_WEBHOOK_PUBLIC_KEY.',
      example: 'MEUCIQ…',
    },
    signedWith: [
      { name: TIMESTAMP_HEADER, description: 'Seconds since 1970; part of what is signed.', example: '1767225600' },
    ],
    expected: `${SIGNATURE_HEADER} and -Timestamp over the body as sent, made with the key of SENDGRID_WEBHOOK_PUBLIC_KEY`,
    body: EVENTS,
    read:
      read &&
      (({ header, rawBody }) =>
        read({ signature: header(SIGNATURE_HEADER), timestamp: header(TIMESTAMP_HEADER), rawBody })),
  };
}
