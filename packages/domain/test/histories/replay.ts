import {
  type AskingMailKind,
  type AuditEntry,
  auditEntry,
  type Booking,
  type BookingCommand,
  type BookingDetails,
  type BookingRefusal,
  createOf,
  DEFAULT_POLICY,
  decide,
  evolve,
  type Instant,
  type Registration,
  register,
} from '@miomente/booking-domain';

/** What a booking was asked, as a release took it: an observation names only what differs from the order as booked. */
export type Asked =
  | BookingCommand
  | (BookingCommand & { readonly observation: { readonly details: Partial<BookingDetails> } });

/** What came of it: what the audit trail keeps, or the refusal. */
export type CameOfIt = { readonly kept: readonly AuditEntry[] } | { readonly refused: BookingRefusal };

/** One booking's life under a release. */
export interface Life {
  readonly registration: Registration;
  readonly kept: readonly AuditEntry[];
  readonly steps: readonly ({ readonly asked: Asked } & CameOfIt)[];
  readonly end: ReturnType<typeof endOf>;
  /** What comes of some of its steps, and how it ends, since a rule was changed; absent where nothing has changed. */
  readonly since?: {
    /** The rule that says so. */
    readonly rule: string;
    readonly steps: Readonly<Record<string, CameOfIt>>;
    readonly end: ReturnType<typeof endOf>;
  };
}

/** What comes of a life under the rules of today. */
export interface Lived {
  readonly kept: readonly AuditEntry[];
  readonly steps: readonly CameOfIt[];
  readonly end: ReturnType<typeof endOf>;
}

/** What must come of it: what came of it then, but for what the file says has changed since. */
export function expected({ kept, steps, end, since }: Life): Lived {
  const then = steps.map(({ asked: _, ...came }, n) => since?.steps[n] ?? came);
  return { kept, steps: then, end: since?.end ?? end };
}

/** The same life under the rules of today. */
export function replayed({ registration, steps }: Life): Lived {
  const { booking: born, events } = createOf(DEFAULT_POLICY, register(DEFAULT_POLICY, registration));
  let booking = taken(born, registration.at);
  const ask = (asked: Asked): CameOfIt => {
    const decision = decide(DEFAULT_POLICY, booking, whole(asked, registration));
    if (!decision.ok) return { refused: decision.refusal };
    booking = taken(decision.value.reduce<Booking>(evolve, booking), asked.at);
    return { kept: decision.value.map(auditEntry) };
  };
  const came = steps.map(({ asked }) => {
    const first = ask(asked);
    // The first release phoned in the sweep that queued the second reminder; today once it has left: at once, here.
    const again = asked.type === 'sweep' ? ask(asked) : undefined;
    return again !== undefined && 'kept' in again && 'kept' in first ? { kept: [...first.kept, ...again.kept] } : first;
  });
  return { kept: events.map(auditEntry), steps: came, end: endOf(booking) };
}

function whole(asked: Asked, { observation }: Registration): BookingCommand {
  if (asked.type !== 'observe_order') return asked;
  const details = { ...observation.details, ...asked.observation.details };
  return { ...asked, observation: { ...asked.observation, details } };
}

const ASKING: readonly AskingMailKind[] = ['confirmation_request', 'first_reminder', 'second_reminder'];

/**
 * The first release counted a mail as sent when it was queued; today it counts once the provider has it: at once, here
 * (delivery#only-what-left-counts).
 */
function taken(booking: Booking, at: Instant): Booking {
  const mail = ASKING[booking.asking.step];
  if (booking.asking.mail !== 'queued' || booking.status !== 'pending' || mail === undefined) return booking;
  return evolve(booking, { type: 'mail_accepted', at, mail });
}

function endOf(booking: Booking) {
  const { status, clockStartedAt, reminders, escalation, ticket, hold, flags } = booking;
  const answer = booking.status === 'pending' ? null : booking.answer;
  return { status, clockStartedAt, reminders: reminders.count, escalation, ticket, hold, flags, answer };
}
