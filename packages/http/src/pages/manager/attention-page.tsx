/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type {
  Attention,
  BookingPolicy,
  CustomerNumber,
  PageOf,
  Partner,
  Stored,
  Waiting,
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
  readonly reason: ReasonLabel;
  readonly attention: Exclude<Attention, 'escalated'>;
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

/** A list of bookings that need the office: to rebook, to clear up, or too late. */
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
      <Cards view={view} />
    </OfficeList>
  );
}

function tabsOf(reader: Reader, attention: AttentionView['attention']): readonly Tab[] {
  switch (attention) {
    case 'missed':
      return (['escalated', 'missed'] as const).map((list) => ({
        path: ATTENTION_LISTS[list].at(),
        name: list === 'missed' ? reader.words.booking.status.missed : reader.words.manager.section[list],
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

function Cards({ view }: { readonly view: AttentionView }) {
  return (
    <ul class="cards">
      {view.page.rows.map((booking) => (
        <PhoneCard
          key={booking.id}
          view={view}
          booking={booking}
          call={false}
          customerFirst={view.attention === 'rebooking'}
        />
      ))}
    </ul>
  );
}
