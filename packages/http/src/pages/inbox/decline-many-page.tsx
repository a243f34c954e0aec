/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { BookingId, DeclineReason, Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { courseLine } from '../booking/course-parts.tsx';
import { shownText } from '../booking/shown-fields.tsx';
import { whoAndHowMany } from '../course-date/ask-row.tsx';
import type { DeclineDraft, DeclineProblems } from '../dashboard/decline-form.ts';
import { DeclineForm, DialogHeading } from '../dashboard/decline-page.tsx';
import { Page } from '../frame/page.tsx';
import { Back } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { idsText } from './done-address.ts';

/** The content of the form to decline several bookings. */
export interface DeclineManyView {
  readonly reader: Reader;
  /** Those that can still be answered, at least one. */
  readonly bookings: readonly Stored[];
  /** Those that the page showed: all of them are answered, or get a result that says why not. */
  readonly ids: readonly BookingId[];
  readonly reasons: readonly DeclineReason[];
  readonly draft: DeclineDraft & { readonly back: string };
  readonly problems: DeclineProblems;
}

/** One reason for several bookings, and where to correct the dates. */
export function DeclineManyPage({ view }: { readonly view: DeclineManyView }) {
  const { reader, bookings, ids, draft } = view;
  const { words } = reader;
  const title = words.courseDates.declineMany(bookings.length);
  const courses = [...new Set(bookings.map(({ details }) => courseLine(reader, details)))];
  return (
    <Page reader={reader} title={title} place="bookings">
      <div class="narrow stack" data-dialog-content>
        <Back href={draft.back}>{words.courseDates.toList}</Back>
        <DialogHeading reader={reader} title={title} />
        <div>
          {courses.map((course) => (
            <p key={course}>{course}</p>
          ))}
          <ul class="muted">
            {bookings.map((booking) => (
              <li key={booking.id}>{whoAndHowMany(reader, booking)}</li>
            ))}
          </ul>
        </div>
        <DeclineForm
          view={view}
          action={paths.declineMany.at()}
          hidden={{ ids: idsText(ids), shown: shownText(ids, bookings), back: draft.back }}
          cancel={draft.back}
        >
          {reader.datesUrl !== null && (
            <p class="small">
              {words.answer.notice.dates} <a href={reader.datesUrl}>{words.answer.notice.datesLink}</a>
            </p>
          )}
        </DeclineForm>
      </div>
    </Page>
  );
}
