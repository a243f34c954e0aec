/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { answerBy, type BookingPolicy, type Instant, type Stored } from '@miomente/booking-domain';
import { standingOf } from '../booking/standing.ts';
import { StatusBadge } from '../booking/status-badge.tsx';
import type { Reader } from '../frame/reader.ts';

/** The most urgent of these bookings with its deadline; undefined when none has one. */
export function mostUrgent(
  policy: BookingPolicy,
  open: readonly Stored[],
): { readonly booking: Stored; readonly deadline: Instant } | undefined {
  return open
    .flatMap((booking) => {
      const deadline = answerBy(policy, booking);
      return deadline === null ? [] : [{ booking, deadline }];
    })
    .toSorted((a, b) => a.deadline - b.deadline)
    .at(0);
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
  if (urgent === undefined) return <span class="due">{words.courseDates.withoutDeadline}</span>;
  const standing = standingOf(policy, urgent.booking, now);
  const { deadline } = urgent;
  const overdue = standing.type === 'overdue';
  const marked = overdue || (standing.type === 'open' && standing.short);
  return (
    <span class="due">
      {marked && <StatusBadge reader={reader} standing={standing} reason={(code) => code} />}
      <span>
        {overdue ? words.booking.overdueSince : words.booking.answerBy}{' '}
        <time dateTime={new Date(deadline).toISOString()}>
          {notation.dayOf(deadline) === notation.dayOf(now) ? notation.clock(deadline) : notation.near(deadline, now)}
        </time>
      </span>
    </span>
  );
}
