/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type DeadDelivery, type DeliveryContent, unreachable } from '@miomente/booking-domain';
import { bookingPath } from '../booking/answer-actions.tsx';
import type { Reader } from '../frame/reader.ts';
import type { ManagerView } from './manager-view.ts';
import { Section } from './section.tsx';

/** What could not be delivered for good, each with its reason and a button to try again. */
export function DeadDeliveries({ view }: { readonly view: ManagerView }) {
  const { dead, reader } = view;
  const { manager } = reader.words;
  if (dead.length === 0) return null;
  return (
    <Section
      view={view}
      name="deliveries"
      title={manager.deliveries}
      about={manager.deliveriesAbout}
      rows={dead.length}
    >
      <ul class="cards">
        {dead.map((delivery) => (
          <Dead key={delivery.id} reader={reader} delivery={delivery} />
        ))}
      </ul>
    </Section>
  );
}

function Dead({ reader, delivery }: { readonly reader: Reader; readonly delivery: DeadDelivery }) {
  const { words, notation } = reader;
  const { id, bookingId, reason, attempts, diedAt, content } = delivery;
  const name = `delivery-${id}`;
  return (
    <li class="card" data-tone="wait">
      <h3 id={name}>
        {bookingId === null ? (
          nameOf(reader, content)
        ) : (
          <a class="quiet" href={bookingPath(bookingId)}>
            {nameOf(reader, content)}
          </a>
        )}
      </h3>
      <p>{reason}</p>
      <ul class="facts">
        <li>{words.manager.attempts(attempts)}</li>
        <li>{notation.dateTime(diedAt)}</li>
      </ul>
      <div class="actions">
        <form method="post" action={`/manager/deliveries/${id}/resend`}>
          <button class="button" type="submit" aria-describedby={name}>
            {words.manager.resend}
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
      return names[content.type];
    case 'booking_message':
      return content.message.type === 'send_mail'
        ? words.timeline.mail[content.message.mail]
        : names[content.message.type];
    default:
      return unreachable(content);
  }
}
