import { z } from 'zod';
import { deliveryVariables, linkVariables, orderVariables, processVariables, reminderVariables } from './variables.ts';

/** Reads the variables that no adapter reads. */
export const ownConfig = z.object({
  ...processVariables,
  ...linkVariables,
  ...reminderVariables,
  ...orderVariables,
  ...deliveryVariables,
});

/** The variables that no adapter reads, under their own names. */
export type Variables = z.output<typeof ownConfig>;
