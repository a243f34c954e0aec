import { z } from 'zod';

/** What the stand-ins need to be told. */
export interface LocalConfig {
  /** The secret under which the mailbox keeps its letters; must not be in the database. */
  readonly mailboxKey: string;
}

const SHORTEST_KEY = 32;

/** Reads the stand-ins' settings from environment variables; every problem is an issue at its variable. */
export const localConfig: z.ZodType<LocalConfig, { readonly SAMPLE_MAILBOX_KEY: string }> = z
  .object({
    SAMPLE_MAILBOX_KEY: z
      .string()
      .min(SHORTEST_KEY, `must have at least ${SHORTEST_KEY} characters; make one with: openssl rand -hex 32`),
  })
  .transform(({ SAMPLE_MAILBOX_KEY }) => ({ mailboxKey: SAMPLE_MAILBOX_KEY }));
