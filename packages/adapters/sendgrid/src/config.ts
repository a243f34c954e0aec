import { type DynamicTemplateName, type Mailbox, senderOf } from '@miomente/booking-texts';
import { z } from 'zod';
import { publicKeyOf } from './events/public-key.ts';

/** The ids of SendGrid's templates; null where mails are sent as rendered here. */
export type TemplateIds = Readonly<Record<DynamicTemplateName, string | null>>;

/** How to reach SendGrid, and as whom. */
export interface SendGridConfig {
  readonly apiKey: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly from: Mailbox;
  readonly templates: TemplateIds;
  /** SendGrid checks mails and sends none. */
  readonly sandbox: boolean;
  /** What the Event Webhook is signed with; null when it is not set up. */
  readonly webhookPublicKey: string | null;
}

type Given = string | undefined;

/** The environment variables that {@link sendgridConfig} reads. */
export interface SendGridEnvironment {
  readonly SENDGRID_API_KEY?: Given;
  readonly SENDGRID_BASE_URL?: Given;
  readonly SENDGRID_TEMPLATE_BOOKING_CONFIRMATION?: Given;
  readonly SENDGRID_TEMPLATE_BOOKING_REMINDER?: Given;
  readonly SENDGRID_TEMPLATE_BOOKING_DECLINED?: Given;
  readonly SENDGRID_SANDBOX?: Given;
  readonly SENDGRID_WEBHOOK_PUBLIC_KEY?: Given;
  readonly MAIL_FROM?: Given;
}

/** Each of SendGrid's templates by the variable that holds its id. */
export const TEMPLATE_VARIABLES: Readonly<Record<DynamicTemplateName, keyof SendGridEnvironment>> = {
  booking_confirmation: 'SENDGRID_TEMPLATE_BOOKING_CONFIRMATION',
  booking_reminder: 'SENDGRID_TEMPLATE_BOOKING_REMINDER',
  booking_declined: 'SENDGRID_TEMPLATE_BOOKING_DECLINED',
};

const templateId = z
  .string()
  .regex(/^d-[\w-]+$/, 'must be the id of a dynamic template, such as d-0123…; it is shown when templates are pushed')
  .optional()
  .transform((id) => id ?? null);

const LOCAL_HOSTS = /^(localhost|127\.0\.0\.1|\[::1\]|[\w-]+)$/;

/** Plain HTTP would show the key to everybody on the way; a host without a dot is on this network. */
function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const safe = protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.test(hostname));
  return safe && search === '' && hash === '' && username === '';
}

/** Reads SendGrid's settings from environment variables; every problem is an issue at its variable. */
export const sendgridConfig: z.ZodType<SendGridConfig, SendGridEnvironment> = z
  .object({
    SENDGRID_API_KEY: z
      .string('must be set to an API key of SendGrid with the permission "Mail Send"')
      .regex(/^SG\.[\w.-]+$/, 'must be an API key of SendGrid, which begins with SG.'),
    SENDGRID_BASE_URL: z
      .string()
      .refine(isBaseUrl, 'must be an address such as https://api.eu.sendgrid.com')
      .default('https://api.sendgrid.com'),
    SENDGRID_TEMPLATE_BOOKING_CONFIRMATION: templateId,
    SENDGRID_TEMPLATE_BOOKING_REMINDER: templateId,
    SENDGRID_TEMPLATE_BOOKING_DECLINED: templateId,
    SENDGRID_SANDBOX: z.enum(['true', 'false'], 'must be true or false').default('false'),
    SENDGRID_WEBHOOK_PUBLIC_KEY: z
      .string()
      .refine(
        (key) => publicKeyOf(key) !== undefined,
        'must be the verification key that SendGrid shows beside its signed Event Webhook',
      )
      .optional(),
    MAIL_FROM: z
      .string('must be set to a sender that is verified at SendGrid, such as Partner-Portal <partner@example.org>')
      .transform((text, context) => {
        const sender = senderOf(text);
        if (sender !== undefined) return sender;
        context.addIssue({ code: 'custom', message: 'must be a sender such as Partner-Portal <partner@example.org>' });
        return z.NEVER;
      }),
  })
  .transform((env) => ({
    apiKey: env.SENDGRID_API_KEY,
    baseUrl: env.SENDGRID_BASE_URL.replace(/\/+$/, ''),
    from: env.MAIL_FROM,
    templates: {
      booking_confirmation: env.SENDGRID_TEMPLATE_BOOKING_CONFIRMATION,
      booking_reminder: env.SENDGRID_TEMPLATE_BOOKING_REMINDER,
      booking_declined: env.SENDGRID_TEMPLATE_BOOKING_DECLINED,
    },
    sandbox: env.SENDGRID_SANDBOX === 'true',
    webhookPublicKey: env.SENDGRID_WEBHOOK_PUBLIC_KEY ?? null,
  }));
