import { secret, type VariableGroup, variable } from '@miomente/booking-config';
import { z } from 'zod';

/** Settings of the stand-ins. */
export interface LocalConfig {
  /** The secret that encrypts the mails in the mailbox. It is not in the database. Undefined when none is set. */
  readonly mailboxKey: string | undefined;
}

const variables = {
  SAMPLE_MAILBOX_KEY: variable(secret, {
    about: 'The secret that encrypts the mailbox page’s mails, which contain working links.',
    otherwise: 'generated in a try-out',
    secret: 'theirs',
    madeUp: true,
  }),
};

/** The variables that {@link localConfig} reads. */
export const localVariables: VariableGroup = { title: 'Samples', variables };

/** Reads the stand-ins' settings from environment variables. Every problem becomes an issue at its variable. */
export const localConfig: z.ZodType<LocalConfig, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .transform(({ SAMPLE_MAILBOX_KEY }) => ({ mailboxKey: SAMPLE_MAILBOX_KEY }));
