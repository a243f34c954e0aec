import { z } from 'zod';
import { deliveryVariables, linkVariables, orderVariables, processVariables, reminderVariables } from './variables.ts';

/** Reads the variables that belong to no adapter. */
export const ownConfig = z.object({
  ...processVariables,
  ...linkVariables,
  ...reminderVariables,
  ...orderVariables,
  ...deliveryVariables,
});

/** The validated variables that belong to no adapter, by name. */
export type Variables = z.output<typeof ownConfig>;
