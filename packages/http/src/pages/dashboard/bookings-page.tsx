/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { BookingPage, ListedCourse, Stored } from '@miomente/booking-domain';
import { DEFAULT_PAGE_SIZE } from '@miomente/booking-domain';
import type { CardSetting } from '../booking/booking-card.tsx';
import { BookingCards } from '../booking/booking-cards.tsx';
import { Page } from '../frame/page.tsx';
import type { Reader } from '../frame/reader.ts';
import { Tabs } from '../inbox/tabs.tsx';
import { AnswerNotice } from './answer-notice.tsx';
import { EmptyList } from './empty.tsx';
import { FilterForm, StatusLinks } from './filters.tsx';
import { type ListRequest, listPath } from './list-request.ts';
import type { NoticeShown } from './notice-address.ts';
import { Pager } from './pager.tsx';

/** The content of the list of bookings. */
export interface BookingsView {
  readonly request: ListRequest;
  readonly page: BookingPage<Stored>;
  readonly courses: readonly ListedCourse[];
  readonly notice: NoticeShown | null;
  readonly setting: CardSetting;
  /** How many course dates lie ahead of a partner; null for the office. */
  readonly upcoming: number | null;
}

/** FR-1: bookings in a list, those that need an answer first. */
export function BookingsPage({ view }: { readonly view: BookingsView }) {
  const { setting, page, request, notice } = view;
  const { reader } = setting;
  const { bookings } = reader.words;
  const office = reader.visitor?.role === 'manager';
  return (
    <Page reader={reader} title={office ? bookings.title : bookings.all} place="bookings">
      <h1>{bookings.title}</h1>
      {notice !== null && <AnswerNotice reader={reader} {...notice} />}
      {view.upcoming !== null && <Tabs reader={reader} here="list" upcoming={view.upcoming} />}
      <section class="stack" aria-labelledby="all">
        <h2 id="all">{bookings.all}</h2>
        <StatusLinks reader={reader} request={request} summary={page.summary} />
        <FilterForm reader={reader} request={request} courses={view.courses} />
        {page.rows.length === 0 ? (
          <EmptyList reader={reader} request={request} courses={view.courses} total={page.total} />
        ) : (
          <p class="muted" role="status">
            {shown(reader, request, page)}
          </p>
        )}
        <BookingCards setting={setting} rows={page.rows} />
        <Pager
          reader={reader}
          page={request.page}
          pages={Math.ceil(page.total / DEFAULT_PAGE_SIZE)}
          pathOf={(number) => listPath(request.filter, number)}
        />
      </section>
    </Page>
  );
}

function shown({ words, notation }: Reader, { page }: ListRequest, { total, rows }: BookingPage<Stored>): string {
  const first = (page - 1) * DEFAULT_PAGE_SIZE + 1;
  const { count } = notation;
  if (rows.length === total) return words.bookings.shownAll(count(total));
  return words.bookings.shown(count(total), count(first), count(first + rows.length - 1));
}
