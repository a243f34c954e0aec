/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { BookingSummary, ListedCourse, ListStatus } from '@miomente/booking-domain';
import { LIST_STATUSES, MAX_SEARCH_LENGTH } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';
import { dayIn, type ListRequest, listPath } from './list-request.ts';

/** The statuses as links, each with its number of bookings under the other filters. */
export function StatusLinks(props: {
  readonly reader: Reader;
  readonly request: ListRequest;
  readonly summary: BookingSummary;
}) {
  const { reader, request, summary } = props;
  const { bookings } = reader.words;
  const all = LIST_STATUSES.reduce((sum, status) => sum + summary[status], 0);
  const statuses: readonly (ListStatus | 'all')[] = ['all', ...LIST_STATUSES];
  const isShown = (status: ListStatus | 'all'): boolean =>
    status !== 'unanswered' || summary.unanswered > 0 || request.filter.status === 'unanswered';
  return (
    <nav class="chips" aria-label={bookings.byStatus}>
      {statuses.filter(isShown).map((status) => {
        const here = request.filter.status === status;
        return (
          <a
            key={status}
            class={here ? 'button fill' : 'button'}
            href={listPath({ ...request.filter, status }, 1)}
            aria-current={here ? 'true' : undefined}
          >
            {bookings.status[status]} <span>{reader.notation.count(status === 'all' ? all : summary[status])}</span>
          </a>
        );
      })}
    </nav>
  );
}

/** Search, days and course as one form whose address can be bookmarked. */
export function FilterForm(props: {
  readonly reader: Reader;
  readonly request: ListRequest;
  readonly courses: readonly ListedCourse[];
  /** Whether days and course are in sight, because the whole form is folded. */
  readonly unfolded?: boolean;
}) {
  const { reader, request, courses, unfolded = false } = props;
  const { bookings } = reader.words;
  const { filter, typed, problems } = request;
  const more = unfolded || typed.from !== '' || typed.to !== '' || filter.courseId !== null;
  return (
    <search aria-label={bookings.filter}>
      <form class="filters" method="get" action={paths.bookings.at()}>
        {filter.status !== 'all' && <input type="hidden" name="status" value={filter.status} />}
        <label>
          {bookings.search}
          <input
            type="search"
            name="search"
            value={filter.search}
            placeholder={reader.visitor?.role === 'manager' ? bookings.searchHintOffice : bookings.searchHint}
            enterkeyhint="search"
            maxLength={MAX_SEARCH_LENGTH}
          />
        </label>
        <details open={more}>
          <summary>{bookings.more}</summary>
          <div class="fields">
            <DayField reader={reader} name="from" label={bookings.from} value={typed.from} wrong={problems.from} />
            <DayField reader={reader} name="to" label={bookings.to} value={typed.to} wrong={problems.to} />
            <div>
              <label for="course_id">{bookings.course}</label>
              <select id="course_id" name="course_id">
                <option value="">{bookings.allCourses}</option>
                {courses.map(({ id, name }) => (
                  <option key={id} value={id} selected={id === filter.courseId} lang="de">
                    {name}
                  </option>
                ))}
              </select>
            </div>
          </div>
          {problems.order && <FieldError id="days-error" text={bookings.badDates} />}
        </details>
        <button class="button" type="submit">
          {bookings.show}
        </button>
      </form>
    </search>
  );
}

/**
 * A day, with its error. An unreadable day is shown again as typed, in a text field, because a date field would show
 * nothing.
 */
export function DayField(props: {
  readonly reader: Reader;
  readonly name: 'from' | 'to';
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
}) {
  const { reader, name, label, value, wrong } = props;
  const { dayHint, badDay } = reader.words.bookings;
  if (!wrong)
    return (
      <div>
        <label for={name}>{label}</label>
        <input id={name} type="date" name={name} value={dayIn(value) ?? ''} placeholder={dayHint} />
      </div>
    );
  const error = `${name}-error`;
  return (
    <div>
      <label for={name}>{label}</label>
      <input
        id={name}
        type="text"
        inputMode="numeric"
        name={name}
        value={value}
        placeholder={dayHint}
        aria-invalid="true"
        aria-describedby={error}
      />
      <FieldError id={error} text={badDay} />
    </div>
  );
}

/** The error below a field. */
export function FieldError({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <p class="error" id={id}>
      <Icon name="alert" />
      {text}
    </p>
  );
}
