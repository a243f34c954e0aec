/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { BookingPage, ListedCourse, Stored } from '@miomente/booking-domain';
import { DEFAULT_PAGE_SIZE, isOpen } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import type { CardSetting } from '../booking/booking-card.tsx';
import { BookingCards } from '../booking/booking-cards.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import type { Reader } from '../frame/reader.ts';
import { AnswerNotice } from './answer-notice.tsx';
import { EmptyList } from './empty.tsx';
import { FilterForm, StatusLinks } from './filters.tsx';
import { isFiltered, type ListRequest, listPath } from './list-request.ts';
import type { NoticeShown } from './notice-address.ts';
import { Pager } from './pager.tsx';

/** The content of the list of bookings. */
export interface BookingsView {
  readonly request: ListRequest;
  readonly page: BookingPage<Stored>;
  readonly courses: readonly ListedCourse[];
  readonly notice: NoticeShown | null;
  readonly setting: CardSetting;
}

/** From this many cards on, the filters are far away on a phone. */
const LONG_WAY = 3;

/** FR-1: all bookings of a partner, those that need an answer at the top. */
export function BookingsPage({ view }: { readonly view: BookingsView }) {
  const { setting, page, request, notice } = view;
  const { reader } = setting;
  const { bookings } = reader.words;
  const { count } = reader.notation;
  const whole = !isFiltered(request.filter) && request.page === 1;
  const needed = whole ? page.rows.filter((row) => isOpen(row, reader.now)) : [];
  const rest = page.rows.slice(needed.length);
  return (
    <Page reader={reader} title={bookings.title} place="bookings">
      <div class="heading">
        <h1>{bookings.title}</h1>
        {needed.length > LONG_WAY && <a href="#all">{bookings.toFilters}</a>}
      </div>
      {notice !== null && <AnswerNotice reader={reader} {...notice} />}
      {reader.visitor?.role === 'partner' && <Attention setting={setting} needed={needed} whole={whole} />}
      <section class="stack" aria-labelledby="all">
        <h2 id="all">{bookings.all}</h2>
        <StatusLinks reader={reader} request={request} summary={page.summary} />
        <FilterForm reader={reader} request={request} courses={view.courses} />
        {page.rows.length === 0 ? (
          <EmptyList reader={reader} request={request} courses={view.courses} total={page.total} />
        ) : (
          <p class="muted" role="status">
            {shown(reader, request, page)}{' '}
            {needed.length > 0 && bookings.openAbove(count(needed.length), count(page.summary.pending))}
          </p>
        )}
        <BookingCards setting={setting} rows={reader.visitor?.role === 'partner' ? rest : page.rows} />
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

/** The yellow section. With a filter or on later pages, it is one line that leads to the open bookings. */
function Attention(props: {
  readonly setting: CardSetting;
  readonly needed: readonly Stored[];
  readonly whole: boolean;
}) {
  const { setting, needed, whole } = props;
  const { words, visitor, notation } = setting.reader;
  const open = visitor?.role === 'partner' ? visitor.open : 0;
  if (open === 0) return null;
  const more = !whole || needed.length < open;
  return (
    <section class="attention" aria-labelledby="needed">
      <h2 id="needed">
        <Icon name="alert" />
        {words.bookings.needed(notation.count(open))}
      </h2>
      <BookingCards setting={setting} rows={needed} />
      {more && (
        <a href={withQuery(paths.bookings.at(), { status: whole ? 'pending' : null })}>
          {whole ? words.bookings.neededAll : words.bookings.neededElsewhere}
        </a>
      )}
    </section>
  );
}
