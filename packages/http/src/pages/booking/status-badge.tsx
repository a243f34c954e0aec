/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { unreachable } from '@miomente/booking-domain';
import { Icon, type IconName } from '../frame/icon.tsx';
import type { Tone } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import type { ReasonLabel } from './reason-labels.ts';
import type { Standing } from './standing.ts';

/** The colour of a state; never the only sign of it. */
export function toneOf({ type }: Standing): Tone {
  switch (type) {
    case 'open':
    case 'overdue':
      return 'wait';
    case 'confirmed':
      return 'ok';
    case 'declined':
      return 'no';
    case 'missed':
    case 'unneeded':
    case 'cancelled':
      return 'off';
    default:
      return unreachable(type);
  }
}

interface BadgeProps {
  readonly reader: Reader;
  readonly standing: Standing;
  readonly reason: ReasonLabel;
}

/** The state of a booking: icon, text and, if there is one, the deadline. */
export function StatusBadge({ reader, standing, reason }: BadgeProps) {
  const { words, notation } = reader;
  const { booking } = words;
  switch (standing.type) {
    case 'open':
      return standing.short ? (
        <Badge icon="bolt" look="outlined" text={booking.status.short} />
      ) : (
        <Badge icon="clock" text={booking.status.pending} />
      );
    case 'overdue':
      return <Badge icon="alert" look="solid" text={booking.status.overdue} />;
    case 'missed':
      return <Badge icon="info" text={booking.status.missed} />;
    case 'unneeded':
      return <Badge icon="info" text={booking.status.unneeded} />;
    case 'confirmed':
      return <Badge icon="check" text={booking.confirmedOn(notation.plainDate(standing.at))} />;
    case 'declined':
      return <Badge icon="cross" text={booking.declinedBecause(reason(standing.reason))} />;
    case 'cancelled':
      return <Badge icon="ban" text={booking.cancelledOn(notation.plainDate(standing.at))} />;
    default:
      return unreachable(standing);
  }
}

function Badge(props: { readonly icon: IconName; readonly text: string; readonly look?: 'outlined' | 'solid' }) {
  return (
    <span class={props.look === undefined ? 'badge' : `badge ${props.look}`}>
      <Icon name={props.icon} />
      {props.text}
    </span>
  );
}

/** The deadline, or since when it has passed; nothing without one. */
export function Deadline({ reader, standing }: { readonly reader: Reader; readonly standing: Standing }) {
  const { words, notation, now } = reader;
  if (standing.type === 'missed') return <span class="due">{words.booking.startedUnanswered}</span>;
  const due =
    standing.type === 'open' && standing.answerBy !== null
      ? { words: words.booking.answerBy, at: standing.answerBy }
      : standing.type === 'overdue'
        ? { words: words.booking.overdueSince, at: standing.since }
        : null;
  if (due === null) return null;
  return (
    <span class="due">
      {due.words} <time dateTime={new Date(due.at).toISOString()}>{notation.near(due.at, now)}</time>
    </span>
  );
}
