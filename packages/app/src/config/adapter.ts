import type { VariableGroup } from '@miomente/booking-config';

/** What environment variables say. */
export type Given = Readonly<Record<string, string | undefined>>;

/** A system outside that may stand behind a port. */
export interface Adapter {
  /** What names it among the adapters of its port. */
  readonly name: string;
  readonly system: string;
  /** The variable that is set where this system is used. */
  readonly switchedOnBy: string;
  readonly variables: VariableGroup;
}
