/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingId, type BookingStatus, eventStarted, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { VNode } from 'preact';
import { courseLine } from '../booking/course-parts.tsx';
import { whoAndHowMany } from '../course-date/ask-row.tsx';
import { TicketAndDates, whyRefused } from '../dashboard/answer-notice.tsx';
import { Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import type { Done, Meant } from './done-address.ts';

const MEANS: Readonly<Record<Meant, BookingStatus>> = {
  confirmed: 'confirmed',
  declined: 'declined',
  reopened: 'pending',
};

/** The bookings of the last press, as they are now. */
export function pressedIn(done: Done, answered: readonly Stored[]): readonly Stored[] {
  const found = new Map(answered.map((booking) => [booking.id, booking]));
  return done.ids.slice(0, done.last).flatMap((id) => found.get(id) ?? []);
}

/** What became of the last press, and where it is told. */
export interface LastResults {
  /** The only booking of the press, below whose line they stand; null for several: above the questions. */
  readonly below: BookingId | null;
  readonly shown: VNode;
}

interface Results {
  readonly meant: Meant;
  /** How many bookings the press was about. */
  readonly count: number;
  readonly carriedOut: readonly Stored[];
  readonly changed: readonly Stored[];
  /** How many of them are not this partner's. */
  readonly missing: number;
}

/**
 * What became of the last press, where its line in the list does not say it: of several, and of those that somebody
 * else changed meanwhile (portal#one-result-each). Taken from the bookings' state, so that an invented address shows
 * nothing untrue.
 * @returns null when there is nothing to say
 */
export function lastResults(
  reader: Reader,
  { done, answered }: { readonly done: Done; readonly answered: readonly Stored[] },
): LastResults | null {
  const { meant, last: count } = done;
  if (meant === null || count === 0) return null;
  const pressed = pressedIn(done, answered);
  const carriedOut = pressed.filter(({ status }) => status === MEANS[meant]);
  const changed = pressed.filter((booking) => !carriedOut.includes(booking));
  const missing = count - pressed.length;
  const saidByItsLine = meant === 'reopened' || (meant === 'confirmed' && count === 1);
  if (changed.length === 0 && missing === 0 && saidByItsLine) return null;
  const below = count === 1 ? (done.ids[0] ?? null) : null;
  return { below, shown: <PressResults reader={reader} results={{ meant, count, carriedOut, changed, missing }} /> };
}

function PressResults({ reader, results }: { readonly reader: Reader; readonly results: Results }) {
  const { meant, count, carriedOut, changed, missing } = results;
  const { courseDates } = reader.words;
  const number = reader.notation.count;
  const whole = changed.length === 0 && missing === 0;
  const declined = carriedOut.find(({ status }) => status === 'declined');
  return (
    <Notice
      tone={whole ? (meant === 'declined' ? 'no' : 'ok') : 'wait'}
      icon={whole ? (meant === 'declined' ? 'cross' : 'check') : 'info'}
      news
    >
      {count > 1 && (
        <p>
          <b>{courseDates.result[meant](number(carriedOut.length), number(count))}</b>{' '}
          {changed.length > 0 && courseDates.changedMeanwhile}
        </p>
      )}
      {changed.length > 0 && (
        <ul>
          {changed.map((booking) => (
            <li key={booking.id}>
              <a href={paths.booking.at(booking)}>{whichOne(reader, booking)}</a>: {whyNot(reader, booking, meant)}
            </li>
          ))}
        </ul>
      )}
      {missing > 0 && <p>{courseDates.notFound(missing)}</p>}
      {declined !== undefined && <TicketAndDates reader={reader} booking={declined} many={count > 1} />}
    </Notice>
  );
}

/** Of what is still open, the date, too: it may be another than the page had shown (booking#as-shown). */
function whichOne(reader: Reader, booking: Stored): string {
  const who = whoAndHowMany(reader, booking);
  return booking.status === 'pending' ? `${courseLine(reader, booking.details)}, ${who}` : who;
}

function whyNot(reader: Reader, booking: Stored, meant: Meant): string {
  const { words, now } = reader;
  if (meant === 'reopened')
    return booking.status === 'cancelled' ? whyRefused(reader, booking) : words.courseDates.tooLateToUndo;
  if (booking.status !== 'pending' || eventStarted(booking, now)) return whyRefused(reader, booking);
  return booking.hold === 'being_changed' ? words.answer.error.order_being_changed.what : words.courseDates.answerAgain;
}
