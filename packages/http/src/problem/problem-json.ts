import { z } from 'zod';
import { PROBLEM_CODES } from './phrases.ts';

/** The envelope of every error answer. */
export const PROBLEM_JSON = z
  .strictObject({
    success: z.literal(false),
    error: z.strictObject({
      code: z.enum(PROBLEM_CODES).describe('Stable; to be acted upon.'),
      message: z
        .string()
        .describe('For people, in the language of Accept-Language; German unless it asks for English.'),
      issues: z
        .array(
          z.strictObject({
            path: z.string().meta({ description: 'Where: `query.page`, `body.reason`, `headers.content-type` …' }),
            message: z.string().meta({ description: 'What is wrong there, for people.' }),
          }),
        )
        .optional()
        .meta({ description: 'What is wrong with the request, field by field, where it is about fields.' }),
    }),
  })
  .meta({ id: 'Problem' });
