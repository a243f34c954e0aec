import { MAKE_ONE, reading, secret, type VariableGroup, variable } from '@miomente/booking-config';
import { z } from 'zod';

/** Where answers to mails are taken, and who may hand them in. */
export interface InboundMailConfig {
  /** In lower case. */
  readonly domain: string;
  readonly secret: string;
}

const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
/** The longest that leaves room for the part before the @: an address has at most 254 characters. */
const MAX_DOMAIN = 189;

const variables = {
  INBOUND_MAIL_DOMAIN: variable(
    reading((given, complain) => {
      const domain = given.toLowerCase();
      return DOMAIN.test(domain) && domain.length <= MAX_DOMAIN
        ? domain
        : complain('must be a domain such as antworten.example.org, whose mails SendGrid receives');
    }),
    {
      about:
        'The domain whose mails SendGrid’s Inbound Parse hands in. With it, answers to mails about bookings go to an ' +
        'address of the booking and become notes.',
      otherwise: 'answers go to SUPPORT_EMAIL; a try-out takes them by itself',
      example: 'antworten.example.org',
      isAddress: true,
      inReadme: true,
    },
  ),
  INBOUND_MAIL_SECRET: variable(secret, {
    about:
      'The password with which answers to mails are handed in, by basic authentication; needed with INBOUND_MAIL_DOMAIN.',
    otherwise: `generated in a try-out; ${MAKE_ONE}`,
    secret: 'ours',
    madeUp: true,
    inReadme: true,
  }),
};

/** The variables that {@link inboundMailConfig} reads. */
export const inboundMailVariables: VariableGroup = { title: 'Answers to mails', variables };

/** Reads the settings from environment variables; null without a domain. Every problem becomes an issue at its variable. */
export const inboundMailConfig: z.ZodType<InboundMailConfig | null, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .transform((env, context) => {
    const { INBOUND_MAIL_DOMAIN: domain, INBOUND_MAIL_SECRET: key } = env;
    if (domain === undefined) return null;
    if (key !== undefined) return { domain, secret: key };
    const message = `must be set beside INBOUND_MAIL_DOMAIN, to at least 32 characters; ${MAKE_ONE}`;
    context.addIssue({ code: 'custom', path: ['INBOUND_MAIL_SECRET'], message });
    return z.NEVER;
  });
