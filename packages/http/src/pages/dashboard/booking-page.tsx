/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type BookingPolicy,
  canAnswer,
  canReopen,
  canReopenByOffice,
  canUndoDecline,
  declineUndoUntil,
  type KeptVisit,
  type Partner,
  type Reply,
  type Silence,
  type Stored,
  type TimelineEntry,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { AnswerActions } from '../booking/answer-actions.tsx';
import { Contact, customerName, MailLink, PhoneLink } from '../booking/contact.tsx';
import { CourseName, EventLead } from '../booking/course-parts.tsx';
import { escalationText } from '../booking/escalation-text.ts';
import type { ReasonLabel } from '../booking/reason-labels.ts';
import { Replies } from '../booking/replies.tsx';
import { ShownField } from '../booking/shown-fields.tsx';
import { holdOf, type Standing, standingOf } from '../booking/standing.ts';
import { Deadline, StatusBadge, toneOf } from '../booking/status-badge.tsx';
import { Timeline } from '../booking/timeline.tsx';
import type { CallNotes } from '../booking/timeline-line.ts';
import { Visits } from '../booking/visits.tsx';
import { SilenceLine } from '../calls/silence-line.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { Back, Notice, Pairs } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { AnswerNotice } from './answer-notice.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import type { FlashMessage } from './notice-address.ts';

/** The content of a booking's page. */
export interface BookingView {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly reason: ReasonLabel;
  readonly booking: Stored;
  readonly timeline: readonly TimelineEntry[];
  /** For the office: the partner to phone. */
  readonly partner: Partner | undefined;
  /** For the office: what visits to the links of its mails looked like. */
  readonly visits: readonly KeptVisit[];
  /** For the office: what the partner wrote in answer to mails. */
  readonly replies: readonly Reply[];
  /** For the office: why the partner does not answer; null unless an answer is awaited. */
  readonly silence: Silence | null;
  /** For the office: what was noted in calls. */
  readonly notes: CallNotes;
  readonly flash: FlashMessage | null;
  /** The list that the visitor came from, with its filter. */
  readonly back: string;
}

/** A booking with all details, its history, and its buttons. */
export function BookingPage({ view }: { readonly view: BookingView }) {
  const { reader, booking, reason, flash } = view;
  const { details, order } = booking;
  const standing = standingOf(view.policy, booking, reader.now);
  const office = reader.visitor?.role === 'manager';
  return (
    <Page
      reader={reader}
      title={`${details.course.name}, #${order.orderNumber}`}
      place={office ? 'manager' : 'bookings'}
    >
      <Back href={view.back}>{placeName(reader, view.back)}</Back>
      {flash !== null && <AnswerNotice reader={reader} flash={flash} booking={booking} />}
      <div class="stack tight" data-tone={toneOf(standing)}>
        <div class="head">
          <StatusBadge reader={reader} standing={standing} reason={reason} />
          <Deadline reader={reader} standing={standing} />
        </div>
        <h1 id="course">
          <CourseName reader={reader} name={details.course.name} />
        </h1>
        <EventLead reader={reader} details={details} />
      </div>
      <Remarks view={view} standing={standing} />
      <Actions view={view} />
      <div class="split">
        <div class="stack">
          {view.replies.length > 0 && <Replies reader={reader} booking={booking} replies={view.replies} />}
          {view.silence !== null && <SilencePanel reader={reader} silence={view.silence} />}
          {office && <PartnerPanel view={view} />}
          <CustomerPanel reader={reader} booking={booking} />
          {booking.status !== 'pending' && booking.answer !== null && (
            <AnswerPanel reader={reader} reason={reason} answer={booking.answer} ticket={booking.ticket} />
          )}
          <OrderPanel reader={reader} booking={booking} />
        </div>
        <div class="stack">
          <Timeline reader={reader} reason={reason} entries={view.timeline} notes={view.notes} />
          {office && view.visits.length > 0 && <Visits reader={reader} visits={view.visits} />}
        </div>
      </div>
    </Page>
  );
}

/** The name of the list to return to. */
function placeName({ words: { frame, manager, bookings } }: Reader, path: string): string {
  if (path.startsWith(paths.rebooking.at())) return frame.rebooking;
  if ([paths.flagged, paths.orderItems].some((list) => path.startsWith(list.at()))) return frame.flagged;
  if ([paths.deliveries, paths.markedAddresses].some((list) => path.startsWith(list.at()))) return frame.deliveries;
  if (path.startsWith(`${paths.partners.at()}/`)) return manager.figure.name;
  return path.startsWith(paths.office.at()) ? frame.phoneList : bookings.all;
}

/** What prevents an answer, or what happens next, when the status does not show it. */
function Remarks({ view: { reader, booking }, standing }: { readonly view: BookingView; readonly standing: Standing }) {
  const { words } = reader;
  const hold = holdOf(booking);
  const remarks = [
    ...(standing.type === 'overdue' && booking.escalation !== null
      ? [escalationText(reader, booking.escalation.reason)]
      : []),
    ...(hold === null ? [] : [words.timeline.hold[hold]]),
    ...(booking.status === 'cancelled' ? [words.booking.cause[booking.cause]] : []),
    ...(reader.visitor?.role === 'manager' ? booking.flags.map((flag) => words.booking.flag[flag]) : []),
  ];
  if (remarks.length === 0) return null;
  return (
    <Notice icon="info" tone={toneOf(standing)}>
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
    </Notice>
  );
}

function Actions({ view: { reader, booking, policy } }: { readonly view: BookingView }) {
  if (canAnswer(booking, reader.now)) {
    return (
      <div class="dock">
        <AnswerActions reader={reader} booking={booking} back={null} />
      </div>
    );
  }
  const office = reader.visitor?.role === 'manager';
  const undoable = !office && canUndoDecline(policy, booking, reader.now);
  const can = office ? canReopenByOffice(booking, reader.now) : undoable || canReopen(booking, 'portal', reader.now);
  if (reader.visitor === null || !can) return null;
  const declined = booking.status === 'declined';
  return (
    <form class="stack tight" method="post" action={paths.reopenBooking.at(booking)}>
      <ShownField booking={booking} />
      <button class="button" type="submit" aria-describedby={office || undoable ? 'take-back-hint course' : 'course'}>
        <Icon name="undo" />
        {declined ? reader.words.booking.takeBackDecline : reader.words.booking.takeBack}
      </button>
      {(office || undoable) && (
        <p class="small muted" id="take-back-hint">
          {undoable
            ? reader.words.booking.takeBackDeclineUntil(reader.notation.dateTime(declineUndoUntil(policy, booking)))
            : reader.words.manager.takeBackHint}
        </p>
      )}
    </form>
  );
}

/** Why nobody answers, for the office, before one dials. */
function SilencePanel({ reader, silence }: { readonly reader: Reader; readonly silence: Silence }) {
  return (
    <section class="panel stack tight" aria-labelledby="silence">
      <h2 id="silence">{reader.words.calls.silence.title}</h2>
      <SilenceLine reader={reader} silence={silence} />
    </section>
  );
}

function CustomerPanel({ reader, booking: { details } }: { readonly reader: Reader; readonly booking: Stored }) {
  return (
    <section class="panel stack tight" aria-labelledby="customer">
      <h2 id="customer">{reader.words.booking.customer}</h2>
      <div class="who">
        <p class="row">
          <b>{customerName(reader, details.customer)}</b>
        </p>
        <Contact customer={details.customer} />
      </div>
    </section>
  );
}

function PartnerPanel({ view: { reader, booking, partner } }: { readonly view: BookingView }) {
  const { words } = reader;
  return (
    <section class="panel stack tight" aria-labelledby="partner">
      <h2 id="partner">{words.booking.partner}</h2>
      <div class="who">
        <p class="row">
          <a class="fact" href={paths.partner.at(booking)}>
            {partner?.name ?? words.manager.unknownPartner(booking.customerNumber)}
          </a>
          <span class="small muted">{words.login.customerNumber(booking.customerNumber)}</span>
        </p>
        {partner?.phone != null && <PhoneLink phone={partner.phone} />}
        {partner?.email != null && <MailLink email={partner.email} />}
      </div>
    </section>
  );
}

function OrderPanel({ reader, booking: { details, order } }: { readonly reader: Reader; readonly booking: Stored }) {
  const { words, notation } = reader;
  const { booking } = words;
  return (
    <section class="panel stack tight" aria-labelledby="order">
      <h2 id="order">{booking.order}</h2>
      <Pairs
        pairs={[
          { term: booking.number, value: `#${order.orderNumber}` },
          { term: booking.orderedAt, value: notation.dateTime(details.orderedAt) },
          { term: booking.participants, value: notation.count(details.participants) },
          { term: booking.price, value: notation.price(details.price) },
          { term: booking.orderTotal, value: notation.price(details.orderTotal) },
          { term: booking.payment, value: booking.paymentStatus[details.paymentStatus] },
        ]}
      />
    </section>
  );
}
