import type { VariableGroup } from '@miomente/booking-config';

/** Environment variables. */
export type Given = Readonly<Record<string, string | undefined>>;

/** An external system that may implement a port. */
export interface Adapter {
  /** The name of the adapter in configuration. */
  readonly name: string;
  readonly system: string;
  /** The variable whose presence selects this system. */
  readonly switchedOnBy: string;
  readonly variables: VariableGroup;
}
