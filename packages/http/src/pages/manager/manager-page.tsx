/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Attention, FlaggedOrderItem, Stored } from '@miomente/booking-domain';
import { CourseName } from '../booking/course-parts.tsx';
import { AnswerNotice } from '../dashboard/answer-notice.tsx';
import { Page } from '../frame/page.tsx';
import { Notice } from '../frame/parts.tsx';
import { DeadDeliveries } from './dead-deliveries.tsx';
import type { ManagerView } from './manager-view.ts';
import { PhoneCard } from './phone-card.tsx';
import { Section } from './section.tsx';

/** What waits for the office, most pressing first. */
export function ManagerPage({ view }: { readonly view: ManagerView }) {
  const { reader, notice, resent } = view;
  const { manager } = reader.words;
  return (
    <Page reader={reader} title={manager.title} place="manager">
      <div class="stack tight">
        <h1>{manager.title}</h1>
        <p class="muted">{manager.asOf(reader.notation.dateTime(reader.now))}</p>
      </div>
      {notice !== null && <AnswerNotice reader={reader} {...notice} />}
      {resent !== null && (
        <Notice icon={resent === 'resent' ? 'check' : 'info'} news>
          {resent === 'resent' ? manager.resent : manager.notResent}
        </Notice>
      )}
      <Bookings view={view} attention="escalated" rows={view.escalated} />
      <Bookings view={view} attention="rebooking" rows={view.rebooking} />
      <Bookings view={view} attention="missed" rows={view.missed} />
      <Bookings view={view} attention="flagged" rows={view.flagged} />
      <FlaggedItems view={view} />
      <DeadDeliveries view={view} />
    </Page>
  );
}

function Bookings(props: {
  readonly view: ManagerView;
  readonly attention: Attention;
  readonly rows: readonly Stored[];
}) {
  const { view, attention, rows } = props;
  const { manager } = view.reader.words;
  const empty = attention === 'escalated' ? manager.calm : manager.nothing;
  return (
    <Section
      view={view}
      name={attention}
      title={manager.section[attention]}
      about={rows.length === 0 ? empty : manager.about[attention]}
      rows={rows.length}
    >
      {rows.length > 0 && (
        <ul class="cards">
          {rows.map((booking) => (
            <PhoneCard
              key={booking.id}
              view={view}
              booking={booking}
              call={attention === 'escalated'}
              list={attention}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function FlaggedItems({ view }: { readonly view: ManagerView }) {
  const { items, reader } = view;
  const { manager } = reader.words;
  if (items.length === 0) return null;
  return (
    <Section view={view} name="items" title={manager.items} about={manager.itemsAbout} rows={items.length}>
      <ul class="cards">
        {items.map((item) => (
          <FlaggedItem key={item.order.orderItemId} view={view} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function FlaggedItem({ view: { reader }, item }: { readonly view: ManagerView; readonly item: FlaggedOrderItem }) {
  const { words, notation } = reader;
  return (
    <li class="card" data-tone="off">
      <h3>
        <CourseName reader={reader} name={item.courseName} />
      </h3>
      <p>{item.eventStart === null ? words.booking.noDate : notation.dateTime(item.eventStart)}</p>
      <ul class="facts">
        <li>#{item.order.orderNumber}</li>
        <li>{words.manager.itemReason[item.reason]}</li>
      </ul>
    </li>
  );
}
