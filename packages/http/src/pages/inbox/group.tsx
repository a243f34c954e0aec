/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { isOpen } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Fragment } from 'preact';
import { CourseName } from '../booking/course-parts.tsx';
import { AskRow, DoneRow, peopleIn, type RowSetting } from '../course-date/ask-row.tsx';
import { Urgency } from '../course-date/urgency.tsx';
import { WhenWords } from '../course-date/when-words.tsx';
import { Icon } from '../frame/icon.tsx';
import { BulkButtons } from './bulk.tsx';
import { answeredTogether, type Group } from './groups.ts';
import type { LastResults } from './press-results.tsx';

interface GroupProps {
  readonly setting: RowSetting;
  readonly group: Group;
  readonly unfolded: boolean;
  /** What became of the last press, for the group where it was. */
  readonly results: LastResults | null;
}

/** The address part of a group: where its first question and its buttons stand. */
export function groupId({ rows }: Group): string {
  return `g${rows[0]?.id}`;
}

/** The questions of one course date. A single one is a card that does not fold. */
export function QuestionGroup(props: GroupProps) {
  const { setting, group, unfolded, results } = props;
  const tone = group.open.length > 0 ? 'wait' : group.rows.some(({ status }) => status === 'confirmed') ? 'ok' : 'off';
  const id = groupId(group);
  if (group.rows.length === 1) {
    return (
      <section class="date" id={id} data-tone={tone} aria-labelledby={`${id}h`}>
        <div class="head-only">
          <Head setting={setting} group={group} />
        </div>
        <AboveRows results={results} />
        {group.othersCome && <div class="bulk">{toCourseDate(props)}</div>}
        <QuestionRows setting={setting} group={group} results={results} />
      </section>
    );
  }
  const together = answeredTogether(group, setting.reader.now);
  return (
    <details class="date" id={id} data-tone={tone} open={unfolded}>
      <summary>
        <Icon name="down" />
        <Head setting={setting} group={group} />
      </summary>
      <AboveRows results={results} />
      <div class="bulk">
        {toCourseDate(props)}
        {together.length > 0 && (
          <BulkButtons
            reader={setting.reader}
            bookings={together}
            more={group.hidden}
            back={setting.back}
            about={`${id}h`}
          />
        )}
      </div>
      <QuestionRows setting={setting} group={group} results={results} />
    </details>
  );
}

function toCourseDate({ setting, group }: GroupProps) {
  return (
    <a href={paths.courseDate.at(group)} aria-describedby={`${groupId(group)}h`}>
      {setting.reader.words.courseDates.whoComes}
    </a>
  );
}

/** When and which course, how much is open, until when. */
function Head({ setting: { reader, policy }, group }: Pick<GroupProps, 'setting' | 'group'>) {
  const { courseDates } = reader.words;
  const { open, identity, course, rows } = group;
  return (
    <>
      <h3 id={`${groupId(group)}h`}>
        <WhenWords reader={reader} start={identity.eventStart} />{' '}
        <span class="which">
          <CourseName reader={reader} name={course} />
        </span>
      </h3>
      {open.length > 0 ? (
        <span class="sum">{courseDates.openAndPeople(open.length + group.hidden, peopleIn(open))}</span>
      ) : (
        <span class="sum">
          {courseDates.bookings(rows.length)}, {reader.words.booking.people(peopleIn(rows))}
        </span>
      )}
      {open.length > 0 ? (
        <Urgency reader={reader} policy={policy} open={open} />
      ) : (
        <span class="settled">
          <Icon name="check" />
          {courseDates.settled}
        </span>
      )}
    </>
  );
}

/** The results of a press on several, above their lines. */
export function AboveRows({ results }: Pick<GroupProps, 'results'>) {
  return results === null || results.below !== null ? null : <div class="told">{results.shown}</div>;
}

/** The questions of a group, with what was just answered in its place. */
export function QuestionRows({ setting, group, results }: Omit<GroupProps, 'unfolded'>) {
  const { reader } = setting;
  // Without a date nobody can honestly say yes yet, so no button invites to it.
  const filled = group.open.length === 1 && group.hidden === 0 && group.identity.eventStart !== null;
  return (
    <>
      <ul class="asks">
        {group.rows.map((booking) => (
          <Fragment key={booking.id}>
            {isOpen(booking, reader.now) ? (
              <AskRow setting={setting} booking={booking} filled={filled} />
            ) : (
              <DoneRow setting={setting} booking={booking} />
            )}
            {results?.below === booking.id && <li class="told">{results.shown}</li>}
          </Fragment>
        ))}
      </ul>
      {group.hidden > 0 && <p class="hint small muted">{reader.words.courseDates.moreAfterThese(group.hidden)}</p>}
    </>
  );
}
