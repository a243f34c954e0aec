import { apiUrl, choice, MAIL_FROM, reading, shaped, type VariableGroup, variable } from '@miomente/booking-config';
import type { DynamicTemplateName, Mailbox } from '@miomente/booking-texts';
import { z } from 'zod';
import { publicKeyOf } from './events/public-key.ts';

/** Ids of SendGrid's templates; null for mails that are sent as rendered here. */
export type TemplateIds = Readonly<Record<DynamicTemplateName, string | null>>;

/** Address, key and sender for SendGrid. */
export interface SendGridConfig {
  readonly apiKey: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly from: Mailbox;
  readonly templates: TemplateIds;
  /** In sandbox mode, SendGrid checks mails and sends none. */
  readonly sandbox: boolean;
  /** The public key of the Event Webhook; null when the webhook is not set up. */
  readonly webhookPublicKey: string | null;
}

/** The variable with the id of each SendGrid template. */
export const TEMPLATE_VARIABLES: Readonly<Record<DynamicTemplateName, string>> = {
  booking_confirmation: 'SENDGRID_TEMPLATE_BOOKING_CONFIRMATION',
  booking_reminder: 'SENDGRID_TEMPLATE_BOOKING_REMINDER',
  booking_declined: 'SENDGRID_TEMPLATE_BOOKING_DECLINED',
};

const SAMPLE_TEMPLATE = 'd-0123';
const template = (about: string) =>
  variable(
    shaped(
      /^d-[\w-]+$/,
      'must be the id of a dynamic template, such as d-0123…; it is shown when templates are pushed',
    ),
    {
      about,
      otherwise: 'mails are sent as rendered here',
      example: SAMPLE_TEMPLATE,
      refusedInProduction: (given) =>
        given === SAMPLE_TEMPLATE ? "holds an example's id; run npm run templates:push for the real ones" : undefined,
    },
  );

/** A complete key has 69 characters. */
const MIN_API_KEY = 40;

const variables = {
  SENDGRID_API_KEY: variable(shaped(/^SG\.[\w.-]+$/, 'must be an API key of SendGrid, which begins with SG.'), {
    about: 'An API key of SendGrid; setting it switches the mailbox page off.',
    needed: 'an API key of SendGrid with the permission "Mail Send"',
    secret: 'theirs',
    refusedInProduction: (key) =>
      key.length < MIN_API_KEY ? 'is no whole API key; SendGrid shows it once, when it is made' : undefined,
    inReadme: true,
  }),
  SENDGRID_BASE_URL: variable(apiUrl('https://api.eu.sendgrid.com'), {
    about: 'In the EU: https://api.eu.sendgrid.com',
    default: 'https://api.sendgrid.com',
    isAddress: true,
  }),
  SENDGRID_TEMPLATE_BOOKING_CONFIRMATION: template('The dynamic template of requests.'),
  SENDGRID_TEMPLATE_BOOKING_REMINDER: template('The dynamic template of reminders.'),
  SENDGRID_TEMPLATE_BOOKING_DECLINED: template('The dynamic template of decline confirmations.'),
  SENDGRID_SANDBOX: variable(choice(['true', 'false']), {
    about: 'SendGrid checks mails and sends none.',
    default: 'false',
    refusedInProduction: (given) => (given === 'true' ? 'must not be true: no mail would be sent' : undefined),
  }),
  SENDGRID_WEBHOOK_PUBLIC_KEY: variable(
    reading((key, complain) =>
      publicKeyOf(key) === undefined
        ? complain('must be the verification key that SendGrid shows beside its signed Event Webhook')
        : key,
    ),
    {
      about: 'SendGrid’s public key for its events. Without it, bounces are not noticed.',
      otherwise: 'events answer 404',
    },
  ),
  MAIL_FROM,
};

/** The variables that {@link sendgridConfig} reads. */
export const sendgridVariables: VariableGroup = {
  title: 'SendGrid: mails; without SENDGRID_API_KEY the mailbox page',
  variables,
};

/** Reads SendGrid's settings from environment variables. Every problem becomes an issue at its variable. */
export const sendgridConfig: z.ZodType<SendGridConfig, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .transform((env) => ({
    apiKey: env.SENDGRID_API_KEY,
    baseUrl: env.SENDGRID_BASE_URL,
    from: env.MAIL_FROM,
    templates: {
      booking_confirmation: env.SENDGRID_TEMPLATE_BOOKING_CONFIRMATION ?? null,
      booking_reminder: env.SENDGRID_TEMPLATE_BOOKING_REMINDER ?? null,
      booking_declined: env.SENDGRID_TEMPLATE_BOOKING_DECLINED ?? null,
    },
    sandbox: env.SENDGRID_SANDBOX === 'true',
    webhookPublicKey: env.SENDGRID_WEBHOOK_PUBLIC_KEY ?? null,
  }));
