import { type About, aboutOf, type VariableGroup } from '@miomente/booking-config';
import { httpVariables } from '@miomente/booking-http';
import { inboundMailVariables } from '@miomente/booking-inbound-mail';
import { localVariables } from '@miomente/booking-local';
import { postgresVariables } from '@miomente/booking-postgres';
import { customerVariables } from './customer-variables.ts';
import { eventVariables } from './event-variables.ts';
import { adapterVariables, PROVIDERS } from './providers.ts';
import {
  deliveryVariables,
  linkVariables,
  orderVariables,
  partnerVariables,
  processVariables,
  reminderVariables,
} from './variables.ts';

/** All groups of variables, in the order for readers. */
export const GROUPS: readonly VariableGroup[] = [
  { title: 'Process', variables: processVariables },
  postgresVariables,
  { title: 'Links in mails', variables: linkVariables },
  httpVariables,
  { title: 'Reminders', variables: reminderVariables },
  { title: 'Orders', variables: orderVariables },
  { title: 'Partners', variables: partnerVariables },
  { title: 'Delivery', variables: deliveryVariables },
  { title: 'Events for other programs', variables: eventVariables },
  { title: 'Customers', variables: customerVariables },
  inboundMailVariables,
  localVariables,
  adapterVariables,
  ...PROVIDERS.flatMap(({ adapters }) => adapters.map(({ variables }) => variables)),
];

/** The name of a variable, and its description. */
export interface Declared extends About {
  readonly name: string;
}

/** Every variable once, with the first group that has it. */
export function declaredIn({ variables }: VariableGroup): readonly Declared[] {
  return Object.entries(variables).map(([name, schema]) => ({ name, ...aboutOf(schema) }));
}

/** Every variable that is read, once. */
export const DECLARED: readonly Declared[] = [
  ...new Map(GROUPS.flatMap(declaredIn).map((each) => [each.name, each])).values(),
];
