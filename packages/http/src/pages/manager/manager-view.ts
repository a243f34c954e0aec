import type {
  BookingPolicy,
  CustomerNumber,
  DeadDelivery,
  FlaggedOrderItem,
  Partner,
  Stored,
} from '@miomente/booking-domain';
import type { ReasonLabel } from '../booking/reason-labels.ts';
import type { Happening } from '../dashboard/notice-address.ts';
import type { Reader } from '../frame/reader.ts';

/** At most so many of each kind on the page; it says so when there are more. */
export const MOST_ROWS = 50;

/** What waits for the office. */
export interface ManagerView {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly reason: ReasonLabel;
  readonly escalated: readonly Stored[];
  readonly missed: readonly Stored[];
  readonly rebooking: readonly Stored[];
  readonly flagged: readonly Stored[];
  readonly items: readonly FlaggedOrderItem[];
  readonly dead: readonly DeadDelivery[];
  readonly partners: ReadonlyMap<CustomerNumber, Partner>;
  readonly notice: { readonly happening: Happening; readonly booking: Stored } | null;
  /** What became of a press on "send again". */
  readonly resent: 'resent' | 'not_resent' | null;
}
