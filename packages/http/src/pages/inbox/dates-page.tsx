/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type CourseDate, courseDateKey, DEFAULT_PAGE_SIZE, earliestStart } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import type { ComponentChildren } from 'preact';
import type { PartnerSession } from '../../session/session.ts';
import { CourseName } from '../booking/course-parts.tsx';
import { peopleIn } from '../course-date/ask-row.tsx';
import { Urgency } from '../course-date/urgency.tsx';
import { daysBetween, WhenWords } from '../course-date/when-words.tsx';
import { Pager } from '../dashboard/pager.tsx';
import { Page } from '../frame/page.tsx';
import type { Reader } from '../frame/reader.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { Tabs } from './tabs.tsx';
import { upcomingQuery } from './upcoming.ts';

type When = 'upcoming' | 'past';

/** The course dates from today on, soonest first (portal#tabs). */
export async function upcomingPage(deps: PagesDeps, { session, reader }: Visitor<PartnerSession>, page: number) {
  const query = upcomingQuery(reader, { page, limit: DEFAULT_PAGE_SIZE });
  const { rows: dates, total } = await deps.bookings.courseDates(session.scope, query, reader.now);
  const none = total > 0 ? reader.words.bookings.noneHere : reader.words.courseDates.none.upcoming;
  const pathOf = (number: number) =>
    withQuery(paths.bookings.at(), { tab: 'upcoming', page: number > 1 ? number : null });
  return (
    <DatesPage
      view={{ reader, policy: deps.policy, when: 'upcoming', dates, none, upcoming: total }}
      pager={<Pager reader={reader} page={page} pages={Math.ceil(total / DEFAULT_PAGE_SIZE)} pathOf={pathOf} />}
    />
  );
}

interface DatesView {
  readonly reader: Reader;
  readonly policy: PagesDeps['policy'];
  readonly when: When;
  readonly dates: readonly CourseDate[];
  /** What the page says without any. */
  readonly none: string;
  /** How many course dates lie ahead. */
  readonly upcoming: number;
}

/** A page of course dates, by sections. */
export function DatesPage(props: { readonly view: DatesView; readonly pager: ComponentChildren }) {
  const { view, pager } = props;
  const { reader, when, dates, none, upcoming } = view;
  const { bookings, courseDates } = reader.words;
  return (
    <Page reader={reader} title={courseDates.title[when]} place="bookings">
      <h1>{bookings.title}</h1>
      <Tabs reader={reader} here={when} upcoming={upcoming} />
      {dates.length === 0 && (
        <p class="panel center" role="status">
          {none}
        </p>
      )}
      {sections(view).map(({ name, rows }) => (
        <section key={name} class="stack tight" aria-labelledby={`s-${name}`}>
          <h2 id={`s-${name}`}>{headingOf(view, name)}</h2>
          <ul class="dates">
            {rows.map((date) => (
              <DateRow key={courseDateKey(date.identity)} view={view} date={date} />
            ))}
          </ul>
        </section>
      ))}
      {pager}
    </Page>
  );
}

type SectionName = 'today' | 'tomorrow' | 'thisWeek' | 'later' | 'undated' | 'past';

function headingOf({ reader: { words } }: DatesView, name: SectionName): string {
  if (name === 'past') return words.courseDates.title.past;
  return name === 'undated' ? words.booking.noDate : words.courseDates[name];
}

/** Today, tomorrow, this week, later and without a date, each where there is something; the past in one. */
function sections({ reader, when, dates }: DatesView) {
  const named = dates.map((date) => ({
    date,
    name: when === 'past' ? ('past' as const) : sectionOf(reader, date),
  }));
  const names: readonly SectionName[] = ['today', 'tomorrow', 'thisWeek', 'later', 'undated', 'past'];
  return names
    .map((name) => ({ name, rows: named.filter((each) => each.name === name).map(({ date }) => date) }))
    .filter(({ rows }) => rows.length > 0);
}

/** A week ends on Sunday. */
function sectionOf({ notation, now }: Reader, { identity }: CourseDate): SectionName {
  const start = earliestStart(identity.eventStart);
  if (start === null) return 'undated';
  const today = notation.dayOf(now);
  const days = daysBetween(today, notation.dayOf(start));
  if (days < 2) return days === 1 ? 'tomorrow' : 'today';
  const weekday = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  return days <= 6 - weekday ? 'thisWeek' : 'later';
}

/** One course date: when, which course, who comes, what is open. */
function DateRow({ view: { reader, policy }, date }: { readonly view: DatesView; readonly date: CourseDate }) {
  const { words } = reader;
  const { identity, course, open, people, counts } = date;
  const coming = people - peopleIn(open);
  return (
    <li class="date" data-tone={open.length > 0 ? 'wait' : coming > 0 ? 'ok' : 'off'}>
      <div class="head-only">
        <h3>
          <a class="quiet" href={paths.courseDate.at({ key: courseDateKey(identity) })}>
            <WhenWords reader={reader} start={identity.eventStart} />{' '}
            <span class="which">
              <CourseName reader={reader} name={course.name} />
            </span>
          </a>
        </h3>
        <span class="sum">
          {coming > 0
            ? `${words.courseDates.bookings(counts.confirmed)}, ${words.booking.people(coming)}`
            : words.courseDates.nobody}
        </span>
        {open.length > 0 && (
          <span class="due">
            <span>{words.courseDates.openAndPeople(open.length, peopleIn(open))}</span>
            <Urgency reader={reader} policy={policy} open={open} />
          </span>
        )}
      </div>
    </li>
  );
}
