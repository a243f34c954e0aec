/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { answerBy, type BookingPolicy, type Stored } from '@miomente/booking-domain';
import { standingOf } from '../booking/standing.ts';
import { StatusBadge } from '../booking/status-badge.tsx';
import type { Reader } from '../frame/reader.ts';

/** The most urgent of these bookings; undefined when none has a deadline. */
export function mostUrgent(policy: BookingPolicy, open: readonly Stored[]): Stored | undefined {
  const due = (booking: Stored): number => answerBy(policy, booking) ?? Number.POSITIVE_INFINITY;
  const [first] = open.toSorted((a, b) => due(a) - due(b) || a.id - b.id);
  return first === undefined || due(first) === Number.POSITIVE_INFINITY ? undefined : first;
}

/** Until when the most urgent of them is to be answered, with a badge where that is soon or has passed. */
export function Urgency(props: {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly open: readonly Stored[];
}) {
  const { reader, policy, open } = props;
  const { words, notation, now } = reader;
  const urgent = mostUrgent(policy, open);
  if (urgent === undefined) return <p class="due">{words.courseDates.withoutDeadline}</p>;
  const standing = standingOf(policy, urgent, now);
  const at = standing.type === 'open' ? standing.answerBy : standing.type === 'overdue' ? standing.since : null;
  const marked = standing.type === 'overdue' || (standing.type === 'open' && standing.short);
  return (
    <p class="due">
      {marked && <StatusBadge reader={reader} standing={standing} reason={(code) => code} />}
      {at !== null && (
        <span>
          {standing.type === 'overdue' ? words.booking.overdueSince : words.booking.answerBy}{' '}
          <time dateTime={new Date(at).toISOString()}>
            {notation.dayOf(at) === notation.dayOf(now) ? notation.clock(at) : notation.near(at, now)}
          </time>
        </span>
      )}
    </p>
  );
}
