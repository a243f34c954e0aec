/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type Attention,
  type BookingPolicy,
  type CustomerNumber,
  DAY_MS,
  earliestStart,
  localDay,
  type PageOf,
  type Partner,
  type Stored,
  type Waiting,
} from '@miomente/booking-domain';
import { type Address, paths } from '@miomente/booking-paths';
import type { ReasonLabel } from '../booking/reason-labels.ts';
import type { NoticeShown } from '../dashboard/notice-address.ts';
import type { OfficePlace } from '../frame/page.tsx';
import type { Reader } from '../frame/reader.ts';
import type { ListRequest } from './list-request.ts';
import { OfficeList, type Tab } from './office-list.tsx';
import { PhoneCard } from './phone-card.tsx';

/** The content of a list that needs the office. */
export interface AttentionView {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly timeZone: string;
  readonly reason: ReasonLabel;
  readonly attention: Attention;
  readonly request: ListRequest;
  readonly page: PageOf<Stored>;
  readonly partners: ReadonlyMap<CustomerNumber, Partner>;
  readonly notice: NoticeShown | null;
}

/** The page of each list that needs the office. */
export const ATTENTION_LISTS: Readonly<Record<Attention, Address>> = {
  escalated: paths.office,
  missed: paths.missed,
  rebooking: paths.rebooking,
  flagged: paths.flagged,
};

const PLACES: Readonly<Record<Attention, OfficePlace>> = {
  escalated: 'manager',
  missed: 'manager',
  rebooking: 'rebooking',
  flagged: 'flagged',
};

/** A list of bookings that need the office: to phone, to rebook, to clear up. */
export function AttentionPage({ view }: { readonly view: AttentionView }) {
  const { reader, attention, request, page } = view;
  const { manager } = reader.words;
  return (
    <OfficeList
      reader={reader}
      place={PLACES[attention]}
      title={manager.title[attention]}
      tabs={tabsOf(reader, attention)}
      request={request}
      page={page}
      about={manager.about[attention]}
      empty={manager.empty[attention]}
      counted="bookings"
      file={paths.officeFile.at({ list: attention })}
      notice={view.notice}
    >
      {attention === 'escalated' ? <Days view={view} /> : <Cards view={view} rows={page.rows} level="h3" />}
    </OfficeList>
  );
}

function tabsOf(reader: Reader, attention: Attention): readonly Tab[] {
  switch (attention) {
    case 'escalated':
    case 'missed':
      return (['escalated', 'missed'] as const).map((list) => ({
        path: ATTENTION_LISTS[list].at(),
        name: reader.words.manager.section[list],
        count: waitingOf(reader)?.[list] ?? 0,
      }));
    case 'flagged':
      return flaggedTabs(reader);
    case 'rebooking':
      return [];
  }
}

/** The office's counts; undefined for anybody else. */
export const waitingOf = ({ visitor }: Reader): Waiting | undefined =>
  visitor?.role === 'manager' ? visitor.waiting : undefined;

/** Bookings to clear up, and orders that are no bookings yet. */
export function flaggedTabs(reader: Reader): readonly Tab[] {
  const { manager } = reader.words;
  const waiting = waitingOf(reader);
  return [
    { path: paths.flagged.at(), name: manager.section.flagged, count: waiting?.flagged ?? 0 },
    { path: paths.orderItems.at(), name: manager.items, count: waiting?.orderItems ?? 0 },
  ];
}

/** The calls by day, so that the first ones are visible at once. */
function Days({ view }: { readonly view: AttentionView }) {
  const { reader, page, timeZone } = view;
  const days = new Map<string, Stored[]>();
  for (const booking of page.rows) {
    const eventStart = earliestStart(booking.details.eventStart);
    const day = eventStart === null ? '' : localDay(eventStart, timeZone);
    days.set(day, [...(days.get(day) ?? []), booking]);
  }
  return (
    <>
      {[...days].map(([day, rows]) => (
        <section key={day} class="stack tight" aria-labelledby={`day-${day}`}>
          <h3 class="day" id={`day-${day}`}>
            {dayName(reader, rows)} <span class="muted small">{howSoon(view, day)}</span>
          </h3>
          <Cards view={view} rows={rows} level="h4" />
        </section>
      ))}
    </>
  );
}

function dayName({ words, notation }: Reader, [first]: readonly Stored[]): string {
  const start = earliestStart(first?.details.eventStart ?? null);
  return start === null ? words.manager.undated : notation.date(start);
}

function howSoon({ reader, timeZone }: AttentionView, day: string): string {
  if (day === '') return '';
  const { manager } = reader.words;
  const today = localDay(reader.now, timeZone);
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  if (days === 0) return manager.today;
  return days === 1 ? manager.tomorrow : manager.inDays(days);
}

function Cards(props: { readonly view: AttentionView; readonly rows: readonly Stored[]; readonly level: 'h3' | 'h4' }) {
  const { view, rows, level } = props;
  return (
    <ul class="cards">
      {rows.map((booking) => (
        <PhoneCard
          key={booking.id}
          view={view}
          booking={booking}
          call={view.attention === 'escalated'}
          level={level}
          underDay={level === 'h4'}
        />
      ))}
    </ul>
  );
}
