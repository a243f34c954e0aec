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
import { BulkButtons } from '../inbox/bulk.tsx';
import { AboveRows, groupId, QuestionRows } from '../inbox/group.tsx';
import { answeredTogether, type Group } from '../inbox/groups.ts';
import { nextAnchor } from '../inbox/next-anchor.ts';
import { lastResults } from '../inbox/press-results.tsx';
import { peopleIn } from './ask-row.tsx';
import type { CourseDateQuestions } from './questions.ts';
import { Roll } from './roll.tsx';
import { Urgency } from './urgency.tsx';
import { dayWord } from './when-words.tsx';

/** The content of a course date's page. */
export interface CourseDateView extends CourseDateQuestions {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly identity: CourseDateIdentity;
  /** As the newest booking names it. */
  readonly course: string;
  /** The page itself with what was answered on it, for answers to return to. */
  readonly here: string;
  /** See `more-sections.tsx`. */
  readonly more: ComponentChildren;
}

/** One course date (booking#course-date): what is open, and everyone who comes; printable on one sheet. */
export function CourseDatePage({ view }: { readonly view: CourseDateView }) {
  const { reader, identity, course, bookings } = view;
  const [group] = view.groups;
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
      {group === undefined ? lastResults(reader, view)?.shown : <Questions view={view} group={group} />}
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

/** What is open, with what was just answered in its place. */
function Questions({ view, group }: { readonly view: CourseDateView; readonly group: Group }) {
  const { reader, policy, here } = view;
  const { open } = group;
  const together = answeredTogether(group, reader.now);
  const results = lastResults(reader, view);
  return (
    <section
      class="date"
      id={groupId(group)}
      data-next={nextAnchor(view, reader.now)}
      data-tone={open.length > 0 ? 'wait' : 'ok'}
      aria-labelledby="open"
    >
      <div class="head-only">
        <h2 id="open">
          {open.length > 0 ? reader.words.courseDates.stillOpen(open.length) : reader.words.courseDates.settled}
        </h2>
        {open.length > 0 && <span class="sum">{reader.words.booking.people(peopleIn(open))}</span>}
        {open.length > 0 && <Urgency reader={reader} policy={policy} open={open} />}
      </div>
      <AboveRows results={results} />
      {together.length > 0 && (
        <div class="bulk">
          <BulkButtons reader={reader} bookings={together} more={group.hidden} back={here} about="open" />
        </div>
      )}
      <QuestionRows setting={{ reader, policy, back: here }} group={group} results={results} />
    </section>
  );
}
