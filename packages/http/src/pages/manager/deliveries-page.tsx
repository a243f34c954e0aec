/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type DeadDelivery, type DeliveryContent, type PageOf, unreachable } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Notice, Which } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { waitingOf } from './attention-page.tsx';
import type { ListRequest } from './list-request.ts';
import { OfficeList, type Tab } from './office-list.tsx';

interface DeliveriesView {
  readonly reader: Reader;
  readonly request: ListRequest;
  readonly page: PageOf<DeadDelivery>;
  /** The result of a press on "send again". */
  readonly resent: 'resent' | 'not_resent' | null;
}

/** Deliveries that were given up, and addresses that bounce. */
export function deliveryTabs(reader: Reader): readonly Tab[] {
  const { manager } = reader.words;
  const waiting = waitingOf(reader);
  return [
    { path: paths.deliveries.at(), name: manager.deliveries, count: waiting?.deadDeliveries ?? 0 },
    { path: paths.markedAddresses.at(), name: manager.addresses, count: waiting?.markedAddresses ?? 0 },
  ];
}

/** Deliveries that were given up, each with its reason and a button to try again. */
export function DeliveriesPage({ view }: { readonly view: DeliveriesView }) {
  const { reader, request, page, resent } = view;
  const { manager } = reader.words;
  return (
    <OfficeList
      reader={reader}
      place="deliveries"
      title={manager.deliveriesTitle}
      tabs={deliveryTabs(reader)}
      request={request}
      page={page}
      about={manager.deliveriesAbout}
      empty={manager.deliveriesEmpty}
      counted="rows"
      file={paths.officeFile.at({ list: 'deliveries' })}
      notice={null}
      news={
        resent !== null && (
          <Notice icon={resent === 'resent' ? 'check' : 'info'} tone={resent === 'resent' ? 'ok' : 'wait'} news>
            {resent === 'resent' ? manager.resent : manager.notResent}
          </Notice>
        )
      }
    >
      <ul class="cards">
        {page.rows.map((delivery) => (
          <Dead key={delivery.id} reader={reader} delivery={delivery} page={request.page} />
        ))}
      </ul>
    </OfficeList>
  );
}

function Dead(props: { readonly reader: Reader; readonly delivery: DeadDelivery; readonly page: number }) {
  const { reader, delivery, page } = props;
  const { words, notation } = reader;
  const { id, bookingId, reason, attempts, diedAt, content } = delivery;
  const name = `delivery-${id}`;
  return (
    <li class="card" data-tone="no">
      <h3 id={name}>
        {bookingId === null ? (
          nameOf(reader, content)
        ) : (
          <a class="quiet" href={paths.booking.at({ id: bookingId })}>
            {nameOf(reader, content)}
          </a>
        )}
      </h3>
      <p class="when">
        <time dateTime={new Date(diedAt).toISOString()}>
          <b>{notation.date(diedAt)}</b> <span>{notation.time(diedAt)}</span>
        </time>
      </p>
      <p>{reason}</p>
      <p class="facts">{words.manager.attempts(attempts)}</p>
      <div class="actions">
        <form method="post" action={paths.resendDelivery.at({ id })}>
          {page > 1 && <input type="hidden" name="page" value={page} />}
          <button class="button" type="submit">
            {words.manager.resend}
            <Which text={`${nameOf(reader, content)}, ${notation.dateTime(diedAt)}`} />
          </button>
        </form>
      </div>
    </li>
  );
}

function nameOf({ words }: Reader, content: DeliveryContent): string {
  const names = words.manager.delivery;
  switch (content.type) {
    case 'login_mail':
    case 'order_item_ticket':
    case 'day_before_list':
      return names[content.type];
    case 'booking_message':
      return content.message.type === 'send_mail'
        ? words.timeline.mail[content.message.mail]
        : names[content.message.type];
    default:
      return unreachable(content);
  }
}
