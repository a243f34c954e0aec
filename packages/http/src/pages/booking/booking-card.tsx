/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type BookingPolicy,
  type CustomerNumber,
  canAnswer,
  isOpen,
  type OrderHold,
  type Partner,
  type Stored,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';
import { AnswerActions } from './answer-actions.tsx';
import { Contact, customerName } from './contact.tsx';
import { CourseName, When } from './course-parts.tsx';
import type { ReasonLabel } from './reason-labels.ts';
import { holdOf, standingOf } from './standing.ts';
import { Deadline, StatusBadge, toneOf } from './status-badge.tsx';

/** What all cards on a page share. */
export interface CardSetting {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly reason: ReasonLabel;
  /** The partner, for the office; null for partners, who see only their own. */
  readonly partners: ReadonlyMap<CustomerNumber, Partner> | null;
  /** The page to return to after an answer. */
  readonly back: string;
}

/** One booking in a list: date, course, people, customer, and both buttons while it can be answered. */
export function BookingCard(props: {
  readonly setting: CardSetting;
  readonly booking: Stored;
  readonly level: 'h3' | 'h4';
}) {
  const { setting, booking, level: Heading } = props;
  const { reader, policy, reason, back } = setting;
  const { details, id } = booking;
  const hold = holdOf(booking);
  const standing = standingOf(policy, booking, reader.now);
  const struck = standing.type === 'cancelled';
  return (
    <li class="card" data-tone={toneOf(standing)}>
      <div class="head">
        <StatusBadge reader={reader} standing={standing} reason={reason} />
        <Deadline reader={reader} standing={standing} />
        {hold !== null && <OnHold reader={reader} hold={hold} />}
      </div>
      <Heading class={struck ? 'struck' : undefined}>
        <a class="quiet" id={`b${id}`} href={paths.booking.at({ id })}>
          <CourseName reader={reader} name={details.course.name} />
        </a>
      </Heading>
      <When reader={reader} details={details} struck={struck} />
      <Facts reader={reader} booking={booking} />
      <div class="who">
        <p class="row">
          <b>{customerName(reader, details.customer)}</b> <span class="small muted">#{booking.order.orderNumber}</span>
        </p>
        <Contact customer={details.customer} />
        <PartnerLine setting={setting} customerNumber={booking.customerNumber} />
      </div>
      {isOpen(booking, reader.now) && canAnswer(booking, reader.now) && (
        <AnswerActions reader={reader} booking={booking} back={back} />
      )}
    </li>
  );
}

/** For the office: the partner. */
function PartnerLine(props: { readonly setting: CardSetting; readonly customerNumber: CustomerNumber }) {
  const { setting, customerNumber } = props;
  const { words } = setting.reader;
  if (setting.partners === null) return null;
  return (
    <p class="row">
      <span>
        <span class="muted">{words.booking.partner}:</span>{' '}
        <a class="fact" href={paths.partner.at({ customerNumber })}>
          {setting.partners.get(customerNumber)?.name ?? words.manager.unknownPartner(customerNumber)}
        </a>
      </span>
    </p>
  );
}

function OnHold({ reader, hold }: { readonly reader: Reader; readonly hold: OrderHold }) {
  return (
    <span class="badge outlined">
      <Icon name="pause" />
      {hold === 'being_changed' ? reader.words.booking.beingChanged : reader.words.booking.onHold}
    </span>
  );
}

function Facts({ reader, booking: { details } }: { readonly reader: Reader; readonly booking: Stored }) {
  const { words, notation } = reader;
  return (
    <ul class="facts">
      <li>{words.booking.people(details.participants)}</li>
      <li>{notation.price(details.price)}</li>
      <li>{words.booking.paymentStatus[details.paymentStatus]}</li>
    </ul>
  );
}
