/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { FlaggedOrderItem, PageOf } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { CourseName } from '../booking/course-parts.tsx';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';
import { flaggedTabs } from './attention-page.tsx';
import type { ListRequest } from './list-request.ts';
import { OfficeList } from './office-list.tsx';

interface OrderItemsView {
  readonly reader: Reader;
  readonly request: ListRequest;
  readonly page: PageOf<FlaggedOrderItem>;
}

/** Orders that should be bookings and are not, each with its reason. */
export function OrderItemsPage({ view }: { readonly view: OrderItemsView }) {
  const { reader, request, page } = view;
  const { manager } = reader.words;
  return (
    <OfficeList
      reader={reader}
      place="flagged"
      title={manager.title.flagged}
      tabs={flaggedTabs(reader)}
      request={request}
      page={page}
      about={manager.itemsAbout}
      empty={manager.itemsEmpty}
      counted="rows"
      file={paths.officeFile.at({ list: 'order-items' })}
      notice={null}
    >
      <ul class="cards">
        {page.rows.map((item) => (
          <Item key={item.order.orderItemId} reader={reader} item={item} />
        ))}
      </ul>
    </OfficeList>
  );
}

function Item({ reader, item }: { readonly reader: Reader; readonly item: FlaggedOrderItem }) {
  const { words, notation } = reader;
  const { manager } = words;
  const failed = item.reason === 'import_failed';
  return (
    <li class="card" data-tone={failed ? 'no' : 'wait'}>
      <div class="head">
        <span class="badge">
          <Icon name="alert" />#{item.order.orderNumber}
        </span>
        <span class="muted">{manager.since(notation.dateTime(item.flaggedAt))}</span>
      </div>
      <h3>
        <CourseName reader={reader} name={item.courseName} />
      </h3>
      <p class="when">{item.eventStart === null ? words.booking.noDate : notation.event(item.eventStart)}</p>
      <p>
        {manager.itemReason[item.reason]}
        {item.detail !== null && <span class="small muted"> {manager.detail(item.detail)}</span>}
      </p>
    </li>
  );
}
