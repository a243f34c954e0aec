import { secret, type VariableGroup, variable } from '@miomente/booking-config';
import { z } from 'zod';

/** What the stand-ins need to be told. */
export interface LocalConfig {
  /** The secret under which the mailbox keeps its letters, which is not in the database; undefined where none is set. */
  readonly mailboxKey: string | undefined;
}

const variables = {
  SAMPLE_MAILBOX_KEY: variable(secret, {
    about: 'What the mailbox page’s mails are kept under: they hold working links.',
    otherwise: 'generated in a try-out',
    secret: 'theirs',
    madeUp: true,
  }),
};

/** What {@link localConfig} reads. */
export const localVariables: VariableGroup = { title: 'Samples', variables };

/** Reads the stand-ins' settings from environment variables; every problem is an issue at its variable. */
export const localConfig: z.ZodType<LocalConfig, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .transform(({ SAMPLE_MAILBOX_KEY }) => ({ mailboxKey: SAMPLE_MAILBOX_KEY }));
