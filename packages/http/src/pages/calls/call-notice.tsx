/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type Call, eventStarted, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { customerName } from '../booking/contact.tsx';
import { courseLine } from '../booking/course-parts.tsx';
import { whyRefused } from '../dashboard/answer-notice.tsx';
import { Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import type { Told } from './told-address.ts';

/** What the last press was about, as it is now. */
export interface CallNews {
  readonly told: Told;
  /** The partner's name. */
  readonly name: string;
  /** The last call to the partner; null for none. */
  readonly last: Call | null;
  /** Who calls now, and since when; null for nobody else. */
  readonly caller: { readonly by: string; readonly since: number } | null;
  /** The bookings that were answered. */
  readonly answered: readonly Stored[];
}

/** What the last press did. Taken from the state, so that an invented address shows nothing untrue. */
export function CallNotice({ reader, news }: { readonly reader: Reader; readonly news: CallNews }) {
  const { told, name, last, caller } = news;
  const { words, notation } = reader;
  const { refused, told: done } = words.calls;
  switch (told) {
    case 'answered':
      return <Answered reader={reader} news={news} />;
    case 'released':
      return (
        <Notice icon="check" tone="off" news>
          {done.released(name)}
        </Notice>
      );
    case 'claimed_by_other':
      return (
        <Notice icon="phone" tone="wait" news>
          {caller === null ? refused.free_again : refused.claimed_by_other(caller.by, notation.time(caller.since))}
        </Notice>
      );
    case 'called_meanwhile':
      return last === null ? null : (
        <Notice icon="phone" tone="wait" news>
          {refused.called_meanwhile(last.by, notation.near(last.at, reader.now))}
        </Notice>
      );
    case 'nothing_to_call':
      return (
        <Notice icon="check" tone="off" news>
          {refused.nothing_to_call(name)}
        </Notice>
      );
    default:
      return last?.outcome !== told ? null : (
        <Notice icon="check" tone="ok" news>
          {done[told](name)}
        </Notice>
      );
  }
}

function Answered({ reader, news: { name, answered } }: { readonly reader: Reader; readonly news: CallNews }) {
  const { words, notation } = reader;
  const { booking: terms, calls } = words;
  const entered = answered.filter((booking) => answeredByPhone(booking));
  if (answered.length === 0) return null;
  const all = entered.length === answered.length;
  return (
    <Notice icon={all ? 'check' : 'info'} tone={all ? 'ok' : 'wait'} news>
      <p>
        <b>
          {all
            ? calls.told.answered(name)
            : calls.results(notation.count(entered.length), notation.count(answered.length))}
        </b>
      </p>
      <ul>
        {answered.map((booking) => (
          <li key={booking.id}>
            <a href={paths.booking.at(booking)}>{about(reader, booking)}</a>:{' '}
            {answeredByPhone(booking)
              ? terms.status[booking.status as 'confirmed' | 'declined']
              : whyNot(reader, booking)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const answeredByPhone = (booking: Stored): boolean =>
  (booking.status === 'confirmed' || booking.status === 'declined') && booking.answer.channel === 'phone';

function about(reader: Reader, { details }: Stored): string {
  return `${courseLine(reader, details)}, ${customerName(reader, details.customer)}`;
}

function whyNot(reader: Reader, booking: Stored): string {
  if (booking.status !== 'pending' || eventStarted(booking, reader.now)) return whyRefused(reader, booking);
  return booking.hold === 'being_changed'
    ? reader.words.answer.error.order_being_changed.what
    : reader.words.courseDates.answerAgain;
}
