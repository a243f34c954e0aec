/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type BookingPolicy,
  type ConfirmedBooking,
  type CourseDateIdentity,
  earliestStart,
  isOpen,
  type Stored,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { ComponentChildren } from 'preact';
import { CourseName } from '../booking/course-parts.tsx';
import { Page } from '../frame/page.tsx';
import { Back } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { AskRow } from './ask-row.tsx';
import { Roll } from './roll.tsx';
import { Urgency } from './urgency.tsx';
import { dayWord } from './when-words.ts';

/** The content of a course date's page. */
export interface CourseDateView {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly identity: CourseDateIdentity;
  /** As the newest booking names it. */
  readonly course: string;
  readonly bookings: readonly Stored[];
  /** The page itself, for answers to return to. */
  readonly here: string;
  /** See `more-sections.tsx`. */
  readonly more: ComponentChildren;
}

/** One course date (booking#course-date): what is open, and everyone who comes; printable on one sheet. */
export function CourseDatePage({ view }: { readonly view: CourseDateView }) {
  const { reader, identity, course, bookings } = view;
  const open = bookings.filter((booking) => isOpen(booking, reader.now));
  const coming = bookings
    .filter((booking): booking is Stored<ConfirmedBooking> => booking.status === 'confirmed')
    .toSorted(byName(reader));
  const others = bookings.filter((booking) => booking.status !== 'confirmed' && !open.includes(booking));
  const when = wholeDate(reader, identity);
  return (
    <Page reader={reader} title={`${course}, ${when}`} place="bookings">
      <Back href={paths.bookings.at()}>{reader.words.bookings.title}</Back>
      <div>
        <h1>
          <CourseName reader={reader} name={course} />
        </h1>
        <p class="dotted">
          <span>
            <b>{when}</b>
          </span>{' '}
          {reader.visitor?.role === 'partner' && <span class="muted">{reader.visitor.name}</span>}
        </p>
      </div>
      <Figures reader={reader} coming={peopleIn(coming)} open={peopleIn(open)} />
      {open.length > 0 && <StillOpen view={view} open={open} />}
      <Roll reader={reader} coming={coming} notComing={others} />
      {view.more}
    </Page>
  );
}

/** "Heute, Do., 23.01.2025 18:00 Uhr". */
function wholeDate(reader: Reader, { eventStart }: CourseDateIdentity): string {
  if (eventStart === null) return reader.words.booking.noDate;
  const { today, tomorrow } = reader.words.courseDates;
  const word = dayWord(reader, earliestStart(eventStart));
  const whole = reader.notation.event(eventStart);
  return word === today || word === tomorrow ? `${word}, ${whole}` : whole;
}

function byName({ language }: Reader): (a: Stored, b: Stored) => number {
  const { compare } = new Intl.Collator(language);
  const nameOf = ({ details: { customer } }: Stored): string => `${customer.lastName} ${customer.firstName}`;
  return (a, b) => compare(nameOf(a), nameOf(b)) || a.id - b.id;
}

/** How many people take part in these bookings. */
export function peopleIn(bookings: readonly Stored[]): number {
  return bookings.reduce((sum, { details }) => sum + details.participants, 0);
}

function Figures(props: { readonly reader: Reader; readonly coming: number; readonly open: number }) {
  const { reader, coming, open } = props;
  const { courseDates } = reader.words;
  return (
    <dl class="figures">
      {[
        [courseDates.peopleComing, coming] as const,
        [courseDates.peopleOpen, open] as const,
        [courseDates.peopleTogether, coming + open] as const,
      ].map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{reader.notation.count(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function StillOpen({ view, open }: { readonly view: CourseDateView; readonly open: readonly Stored[] }) {
  const { reader, policy, here, identity } = view;
  const setting = { reader, policy, back: here };
  return (
    <section class="date" data-tone="wait" aria-labelledby="open">
      <div class="head-only">
        <h2 id="open">{reader.words.courseDates.stillOpen(open.length)}</h2>
        <p class="sum">{reader.words.booking.people(peopleIn(open))}</p>
        <Urgency reader={reader} policy={policy} open={open} />
      </div>
      <ul class="asks">
        {open.map((booking) => (
          <AskRow
            key={booking.id}
            setting={setting}
            booking={booking}
            filled={open.length === 1 && identity.eventStart !== null}
          />
        ))}
      </ul>
    </section>
  );
}
