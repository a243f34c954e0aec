/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type ConfirmedBooking, listStatusOf, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { customerName, telHref } from '../booking/contact.tsx';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';
import { whoAndHowMany } from './ask-row.tsx';

/** Everyone who comes, with a sum; on paper with a box to tick. */
export function Roll(props: {
  readonly reader: Reader;
  readonly coming: readonly Stored<ConfirmedBooking>[];
  readonly notComing: readonly Stored[];
}) {
  const { reader, coming, notComing } = props;
  const { courseDates } = reader.words;
  return (
    <section class="panel stack" aria-labelledby="who">
      <h2 id="who">{courseDates.coming}</h2>
      {coming.length === 0 ? <p class="muted">{courseDates.nobodyComes}</p> : <Table reader={reader} coming={coming} />}
      {notComing.length > 0 && <NotComing reader={reader} bookings={notComing} />}
      {coming.length > 0 && <p class="small muted no-print">{courseDates.oneSheet}</p>}
    </section>
  );
}

function Table({ reader, coming }: Pick<Parameters<typeof Roll>[0], 'reader' | 'coming'>) {
  const { words } = reader;
  const { courseDates } = words;
  const people = coming.reduce((sum, { details }) => sum + details.participants, 0);
  return (
    <div class="table">
      <table class="roll" aria-labelledby="who">
        <thead>
          <tr>
            {[courseDates.name, courseDates.people, courseDates.phone, courseDates.order, courseDates.notes].map(
              (name, at) => (
                <th key={name} scope="col" class={at === 1 ? 'num' : undefined}>
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {coming.map((booking) => (
            <Guest key={booking.id} reader={reader} booking={booking} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{courseDates.bookings(coming.length)}</th>
            <td class="num">{words.booking.people(people)}</td>
            <td />
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Guest({ reader, booking }: { readonly reader: Reader; readonly booking: Stored<ConfirmedBooking> }) {
  const { details, order, answer } = booking;
  const { phone } = details.customer;
  return (
    <tr>
      <th scope="row">
        <a class="quiet" href={paths.booking.at(booking)}>
          {customerName(reader, details.customer)}
        </a>
      </th>
      <td class="num">{reader.words.booking.people(details.participants)}</td>
      <td class="nowrap">{/\d/.test(phone) ? <a href={telHref(phone)}>{phone}</a> : null}</td>
      <td class="nr small muted">#{order.orderNumber}</td>
      <td class="full written">{answer.notes}</td>
    </tr>
  );
}

/** Declined, cancelled, or never answered: folded away, and not on paper. */
function NotComing({ reader, bookings }: { readonly reader: Reader; readonly bookings: readonly Stored[] }) {
  const { words, notation, now } = reader;
  return (
    <details class="fold no-print">
      <summary>
        <Icon name="down" />
        {words.courseDates.notComing(notation.count(bookings.length))}
      </summary>
      <ul>
        {bookings.map((booking) => (
          <li key={booking.id} class="row">
            <b>{words.bookings.status[listStatusOf(booking, now)]}</b> ·{' '}
            <a class="fact" href={paths.booking.at(booking)}>
              {whoAndHowMany(reader, booking)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
