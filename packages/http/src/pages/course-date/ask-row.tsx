/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type BookingPolicy,
  canAnswer,
  canReopen,
  canUndoDecline,
  declineUndoUntil,
  type Stored,
} from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { customerName, telHref } from '../booking/contact.tsx';
import { courseLine } from '../booking/course-parts.tsx';
import { ShownField } from '../booking/shown-fields.tsx';
import { holdOf } from '../booking/standing.ts';
import { Icon } from '../frame/icon.tsx';
import { Which } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';

/** What all rows of a page share. */
export interface RowSetting {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  /** The page that an answer returns to. */
  readonly back: string;
}

interface RowProps {
  readonly setting: RowSetting;
  readonly booking: Stored;
}

/** One question: who, how many, and both answers side by side. */
export function AskRow({ setting, booking, filled }: RowProps & { readonly filled: boolean }) {
  const { reader } = setting;
  const { id, details, order } = booking;
  const hold = holdOf(booking);
  return (
    <li class="ask" id={`b${id}`} tabIndex={-1}>
      <div>
        <p class="name">
          <a href={paths.booking.at({ id })}>{customerName(reader, details.customer)}</a>{' '}
          <span class="nr small muted">#{order.orderNumber}</span>
        </p>
        <ul class="facts">
          <li>
            <b>{reader.words.booking.people(details.participants)}</b>
          </li>
          <li>{reader.notation.price(details.price)}</li>
          <li>{reader.words.booking.paymentStatus[details.paymentStatus]}</li>
        </ul>
      </div>
      <Phone reader={reader} booking={booking} />
      {hold !== null && (
        <p class="remark">
          {hold === 'being_changed' ? reader.words.booking.beingChanged : reader.words.booking.onHold}
        </p>
      )}
      {canAnswer(booking, reader.now) && <Answers setting={setting} booking={booking} filled={filled} />}
    </li>
  );
}

/** On a phone an icon, whose name says whom it calls. */
function Phone({ reader, booking: { details } }: { readonly reader: Reader; readonly booking: Stored }) {
  const { phone } = details.customer;
  if (!/\d/.test(phone)) return null;
  const name = customerName(reader, details.customer);
  return (
    <a class="tel" href={telHref(phone)} aria-label={reader.words.courseDates.call(name, phone)}>
      <Icon name="phone" />
      <b>{phone}</b>
    </a>
  );
}

function Answers({ setting: { reader, back }, booking, filled }: RowProps & { readonly filled: boolean }) {
  const { words } = reader;
  const which = `${courseLine(reader, booking.details)}, ${customerName(reader, booking.details.customer)}`;
  return (
    <div class="actions">
      <form method="post" action={paths.confirmBooking.at(booking)}>
        <input type="hidden" name="back" value={back} />
        <ShownField booking={booking} />
        <button class={filled ? 'button fill yes' : 'button yes'} type="submit">
          {words.booking.confirm}
          <Which text={which} />
        </button>
      </form>
      <a class="button no" href={withQuery(paths.declineBooking.at(booking), { back })} data-dialog>
        {words.booking.decline}
        <Which text={which} />
      </a>
    </div>
  );
}

/** "Erika Musterfrau, 3 Personen". */
export function whoAndHowMany(reader: Reader, { details }: Stored): string {
  return `${customerName(reader, details.customer)}, ${reader.words.booking.people(details.participants)}`;
}

/** How many people take part in these bookings. */
export function peopleIn(bookings: readonly Stored[]): number {
  return bookings.reduce((sum, { details }) => sum + details.participants, 0);
}

/** What was answered, in its place: one quiet line with its way back. */
export function DoneRow({ setting: { reader, policy, back }, booking }: RowProps) {
  const { words, notation, now } = reader;
  const undoUntil = canUndoDecline(policy, booking, now) ? declineUndoUntil(policy, booking) : null;
  const which = whoAndHowMany(reader, booking);
  const done = booking.status === 'confirmed';
  return (
    <li
      class="did"
      id={`b${booking.id}`}
      tabIndex={-1}
      data-tone={done ? 'ok' : booking.status === 'declined' ? 'no' : 'off'}
    >
      <Icon name={done ? 'check' : booking.status === 'declined' ? 'cross' : 'ban'} />
      <p>
        <b>{words.bookings.status[booking.status === 'pending' ? 'unanswered' : booking.status]}</b> ·{' '}
        <a class="quiet" href={paths.booking.at(booking)}>
          {which}
        </a>
      </p>
      {(undoUntil !== null || canReopen(booking, 'portal', now)) && (
        <form method="post" action={paths.reopenBooking.at(booking)}>
          <input type="hidden" name="back" value={back} />
          <ShownField booking={booking} />
          <button class="plain" type="submit">
            {undoUntil === null ? words.courseDates.undo : words.courseDates.undoUntil(notation.clock(undoUntil))}
            <Which text={which} />
          </button>
        </form>
      )}
    </li>
  );
}
