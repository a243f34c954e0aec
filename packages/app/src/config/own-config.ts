import { z } from 'zod';
import { customerVariables } from './customer-variables.ts';
import { eventVariables } from './event-variables.ts';
import {
  deliveryVariables,
  linkVariables,
  orderVariables,
  partnerVariables,
  processVariables,
  reminderVariables,
} from './variables.ts';

/** Reads the variables that belong to no adapter. */
export const ownConfig = z.object({
  ...processVariables,
  ...linkVariables,
  ...reminderVariables,
  ...orderVariables,
  ...partnerVariables,
  ...customerVariables,
  ...deliveryVariables,
  ...eventVariables,
});

/** The validated variables that belong to no adapter, by name. */
export type Variables = z.output<typeof ownConfig>;
