/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type BookingPolicy,
  type CustomerNumber,
  canAnswer,
  type Partner,
  type Stored,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { AnswerActions } from '../booking/answer-actions.tsx';
import { Contact, customerName, PhoneLink, telHref } from '../booking/contact.tsx';
import { CourseName, When } from '../booking/course-parts.tsx';
import { escalationText } from '../booking/escalation-text.ts';
import type { ReasonLabel } from '../booking/reason-labels.ts';
import { standingOf } from '../booking/standing.ts';
import { Deadline, StatusBadge, toneOf } from '../booking/status-badge.tsx';
import { TicketLink } from '../booking/ticket-link.tsx';
import { withoutNotice } from '../dashboard/notice-address.ts';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';

/** The surroundings of a card. */
export interface CardView {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly reason: ReasonLabel;
  /** The partners of the bookings; null on a page about one partner, whose cards need not name them. */
  readonly partners: ReadonlyMap<CustomerNumber, Partner> | null;
}

interface PhoneCardProps {
  readonly view: CardView;
  readonly booking: Stored;
  /** Whether the partner may answer on the phone: then both answers are on the card. */
  readonly call: boolean;
  /** Whether it is the customer who is to be phoned: their number is then the card's filled button. */
  readonly customerFirst?: boolean;
}

/** One booking for the office: the partner to phone, and the buttons for their answer. */
export function PhoneCard({ view, booking, call, customerFirst = false }: PhoneCardProps) {
  const { reader, policy, reason } = view;
  const { details, id } = booking;
  const standing = standingOf(policy, booking, reader.now);
  const name = `booking-${id}`;
  return (
    <li class="card" data-tone={toneOf(standing)}>
      <div class="head">
        <StatusBadge reader={reader} standing={standing} reason={reason} />
        <Deadline reader={reader} standing={standing} />
      </div>
      <h3>
        <a class="quiet" id={name} href={paths.booking.at({ id })}>
          <CourseName reader={reader} name={details.course.name} />
        </a>
      </h3>
      <When reader={reader} details={details} struck={false} />
      <Facts view={view} booking={booking} customerFirst={customerFirst} />
      {customerFirst && <CustomerPhone reader={reader} booking={booking} />}
      {!customerFirst && view.partners !== null && (
        <PartnerPhone view={view} booking={booking} partners={view.partners} />
      )}
      {call && canAnswer(booking, reader.now) && (
        <AnswerActions reader={reader} booking={booking} back={withoutNotice(reader.here)} />
      )}
    </li>
  );
}

function Facts({ view, booking, customerFirst }: Required<Pick<PhoneCardProps, 'view' | 'booking' | 'customerFirst'>>) {
  const { reader } = view;
  const { words } = reader;
  const { customer, participants } = booking.details;
  const { ticket, reminders, order } = booking;
  return (
    <>
      <ul class="facts">
        <li>{words.booking.people(participants)}</li>
        {customerFirst ? (
          <li>
            <PartnerName view={view} booking={booking} />
          </li>
        ) : (
          <li>
            {customerName(reader, customer)}
            {/\d/.test(customer.phone) && ', '}
            {/\d/.test(customer.phone) && (
              <a class="fact" href={telHref(customer.phone)}>
                {customer.phone}
              </a>
            )}
          </li>
        )}
        <li>#{order.orderNumber}</li>
        {reminders.count > 0 && <li>{words.manager.reminders(reminders.count)}</li>}
        {ticket !== null && (
          <li>
            <TicketLink reader={reader} ticket={ticket} />
          </li>
        )}
      </ul>
      <Remarks view={view} booking={booking} />
      <PartnersNote reader={reader} booking={booking} />
    </>
  );
}

/** Why a person must look: the reason of the escalation, and the flags. */
function Remarks({ view: { reader }, booking }: Pick<PhoneCardProps, 'view' | 'booking'>) {
  const { words } = reader;
  const { status, escalation, flags } = booking;
  const reason = status === 'pending' ? escalation?.reason : undefined;
  const unreadable = flags.includes('event_date_unreadable');
  // An unreadable date is also a missing one; one message is enough.
  const told = reason === 'no_event_date' && unreadable ? undefined : reason;
  const others = flags.filter((flag) => flag !== told && !(flag === 'no_event_date' && unreadable));
  const remarks = [
    ...(told === undefined ? [] : [escalationText(reader, told)]),
    ...others.map((flag) => words.booking.flag[flag]),
  ];
  return remarks.length === 0 ? null : <p class="small">{remarks.join(' ')}</p>;
}

/** The partner's notes, which often say when they could take the customer. */
function PartnersNote({ reader, booking }: { readonly reader: Reader; readonly booking: Stored }) {
  const notes = booking.status === 'pending' ? null : (booking.answer?.notes ?? null);
  if (notes === null) return null;
  return (
    <p class="small">
      <span class="muted">{reader.words.manager.partnersNote}</span> <span class="written">{notes}</span>
    </p>
  );
}

/** The customer who waits for another date: name, number as large as can be pressed, address. */
function CustomerPhone({ reader, booking }: { readonly reader: Reader; readonly booking: Stored }) {
  const { customer } = booking.details;
  const [phone, name] = [customer.phone.trim(), customerName(reader, customer)];
  return (
    <div class="who">
      <p class="row">
        <b>{name}</b>
      </p>
      {/\d/.test(phone) && (
        <a class="button fill wide" href={telHref(phone)} aria-label={reader.words.calls.dial(name, phone)}>
          <Icon name="phone" />
          {phone}
        </a>
      )}
      <Contact customer={{ ...customer, phone: '' }} />
    </div>
  );
}

function PartnerName({ view: { reader, partners }, booking }: Pick<PhoneCardProps, 'view' | 'booking'>) {
  return (
    <a class="fact" href={paths.partner.at(booking)}>
      {partners?.get(booking.customerNumber)?.name ?? reader.words.manager.unknownPartner(booking.customerNumber)}
    </a>
  );
}

function PartnerPhone(props: {
  readonly view: CardView;
  readonly booking: Stored;
  readonly partners: ReadonlyMap<CustomerNumber, Partner>;
}) {
  const { view, booking, partners } = props;
  const phone = partners.get(booking.customerNumber)?.phone ?? null;
  return (
    <div class="who">
      <p class="row">
        <PartnerName view={view} booking={booking} />
        {phone === null && <span class="small muted">{view.reader.words.manager.noPhone}</span>}
      </p>
      {phone !== null && <PhoneLink phone={phone} />}
    </div>
  );
}
