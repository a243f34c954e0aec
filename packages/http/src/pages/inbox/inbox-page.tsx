/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type CourseDate, courseDateKey, isOpen, NO_FILTER } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { CourseName } from '../booking/course-parts.tsx';
import { peopleIn } from '../course-date/ask-row.tsx';
import { WhenWords } from '../course-date/when-words.tsx';
import { AnswerNotice } from '../dashboard/answer-notice.tsx';
import { FilterForm } from '../dashboard/filters.tsx';
import type { ListRequest } from '../dashboard/list-request.ts';
import { Pager } from '../dashboard/pager.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import type { Reader } from '../frame/reader.ts';
import { QuestionGroup } from './group.tsx';
import { unfolded } from './groups.ts';
import type { InboxView } from './inbox-view.ts';
import { nextAnchor } from './next-anchor.ts';
import { lastResults, pressedIn } from './press-results.tsx';
import { FoldedFilters, Tabs } from './tabs.tsx';

/** A filter form that is not filled in. */
const NO_REQUEST: ListRequest = {
  filter: NO_FILTER,
  page: 1,
  typed: { from: '', to: '' },
  problems: { from: false, to: false, order: false },
};

/** What needs an answer, by course date: an inbox that one works down (portal#inbox). */
export function InboxPage({ view }: { readonly view: InboxView }) {
  const { reader, policy, groups, done, answered, here, notice } = view;
  const { words, notation, now } = reader;
  const open = reader.visitor?.role === 'partner' ? reader.visitor.open : 0;
  const shownOpen = unfolded(policy, view, now);
  const pressed = pressedIn(done, answered);
  const place = groups.find(({ rows }) => rows.some(({ id }) => pressed.some((booking) => booking.id === id)));
  const results = lastResults(reader, view);
  return (
    <Page reader={reader} title={words.courseDates.pageTitle(open)} place="bookings">
      <div class="heading title">
        <h1>{words.bookings.title}</h1>
        <Progress reader={reader} open={open} done={answered.filter((booking) => !isOpen(booking, now)).length} />
      </div>
      {notice !== null && <AnswerNotice reader={reader} {...notice} />}
      <Tabs reader={reader} here="inbox" upcoming={view.upcoming} />
      <FoldedFilters reader={reader}>
        <FilterForm reader={reader} request={NO_REQUEST} courses={view.courses} unfolded />
      </FoldedFilters>
      <Tonight reader={reader} today={view.today} />
      {place === undefined && results?.shown}
      {open > 0 && <h2 id="needed">{words.bookings.needed(notation.count(open))}</h2>}
      {groups.length === 0 ? (
        <NothingOpen view={view} open={open} />
      ) : (
        <div class="dates" data-next={nextAnchor(view, now)}>
          {groups.map((group) => (
            <QuestionGroup
              key={group.key}
              setting={{ reader, policy, back: here }}
              group={group}
              unfolded={shownOpen.has(group.key)}
              results={group === place ? results : null}
            />
          ))}
        </div>
      )}
      <Pager
        reader={reader}
        page={view.page}
        pages={view.pages}
        pathOf={(page) => withQuery(paths.bookings.at(), { page: page > 1 ? page : null })}
      />
    </Page>
  );
}

/** "12 von 32 erledigt, 20 offen". */
function Progress(props: { readonly reader: Reader; readonly open: number; readonly done: number }) {
  const { reader, open, done } = props;
  const { courseDates } = reader.words;
  const { count } = reader.notation;
  if (open + done === 0) return null;
  return (
    <p class="done" role="status">
      {done > 0 && <progress value={done} max={open + done} aria-hidden="true" />}
      {done > 0
        ? courseDates.progress(count(done), count(open + done), count(open))
        : courseDates.onlyOpen(count(open))}
    </p>
  );
}

/** One line for each course date of today. */
function Tonight({ reader, today }: { readonly reader: Reader; readonly today: readonly CourseDate[] }) {
  const { courseDates } = reader.words;
  if (today.length === 0) return null;
  return (
    <ul class="tonight">
      {today.map(({ identity, course, people, open }) => {
        const asked = peopleIn(open);
        return (
          <li key={courseDateKey(identity)}>
            <span>
              <b>
                <WhenWords reader={reader} start={identity.eventStart} />:
              </b>{' '}
              <CourseName reader={reader} name={course.name} />
              {courseDates.comingAndOpen(people - asked, asked)}
            </span>{' '}
            <a href={paths.courseDate.at({ key: courseDateKey(identity) })}>{courseDates.whoComes}</a>
          </li>
        );
      })}
    </ul>
  );
}

/** Nothing to answer on this page: where to go instead. */
function NothingOpen({ view: { reader, page }, open }: { readonly view: InboxView; readonly open: number }) {
  const { words } = reader;
  const elsewhere = open > 0 && page > 1;
  return (
    <div class="panel stack center">
      <p role="status">
        <b>{elsewhere ? words.bookings.noneHere : words.courseDates.nothingOpen}</b>
        <br />
        <span class="muted">{elsewhere ? '' : words.courseDates.nothingOpenMore}</span>
      </p>
      <a class="button" href={elsewhere ? paths.bookings.at() : withQuery(paths.bookings.at(), { tab: 'upcoming' })}>
        {!elsewhere && <Icon name="calendar" />}
        {elsewhere ? words.bookings.firstPage : words.courseDates.toUpcoming}
      </a>
    </div>
  );
}
