/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { isAnswerable, type Stored } from '@miomente/booking-domain';
import { AnswerActions, bookingPath } from '../booking/answer-actions.tsx';
import { customerName, telHref } from '../booking/contact.tsx';
import { CourseName, When } from '../booking/course-parts.tsx';
import { standingOf } from '../booking/standing.ts';
import { Deadline, StatusBadge, toneOf } from '../booking/status-badge.tsx';
import { Icon } from '../frame/icon.tsx';
import type { ManagerView } from './manager-view.ts';

interface PhoneCardProps {
  readonly view: ManagerView;
  readonly booking: Stored;
  /** Whether the partner is to be called: the number becomes the card's filled button. */
  readonly call: boolean;
  /** Distinguishes the cards of a booking that stands in several lists. */
  readonly list: string;
}

/** One booking for the office: whom to call, and what they say. */
export function PhoneCard({ view, booking, call, list }: PhoneCardProps) {
  const { reader, policy, reason } = view;
  const { details, id } = booking;
  const standing = standingOf(policy, booking, reader.now);
  const name = `${list}-${id}`;
  return (
    <li class="card" data-tone={toneOf(standing)}>
      <div class="head">
        <StatusBadge reader={reader} standing={standing} reason={reason} />
        <Deadline reader={reader} standing={standing} />
      </div>
      <h3>
        <a class="quiet" id={name} href={bookingPath(id)}>
          <CourseName reader={reader} name={details.course.name} />
        </a>
      </h3>
      <When reader={reader} details={details} struck={false} />
      <Facts view={view} booking={booking} />
      <PartnerPhone view={view} booking={booking} call={call} />
      {call && isAnswerable(booking, reader.now) && (
        <AnswerActions reader={reader} booking={booking} back="/manager" describedBy={name} />
      )}
    </li>
  );
}

function Facts({ view, booking }: Pick<PhoneCardProps, 'view' | 'booking'>) {
  const { reader } = view;
  const { words } = reader;
  const { customer, participants } = booking.details;
  const { ticket, reminders, order } = booking;
  const ticketText =
    ticket === null ? null : ticket.id === null ? words.manager.ticketFollows : words.manager.ticket(ticket.id);
  return (
    <>
      <ul class="facts">
        <li>{words.booking.people(participants)}</li>
        <li>
          {customerName(reader, customer)}
          {/\d/.test(customer.phone) && ', '}
          {/\d/.test(customer.phone) && (
            <a class="fact" href={telHref(customer.phone)}>
              {customer.phone}
            </a>
          )}
        </li>
        <li>#{order.orderNumber}</li>
        {reminders.count > 0 && <li>{words.manager.reminders(reminders.count)}</li>}
        {ticketText !== null && <li>{ticketText}</li>}
      </ul>
      <Remarks view={view} booking={booking} />
    </>
  );
}

/** Why a person must look: the reason of the escalation, and what is odd about the order. */
function Remarks({ view: { reader }, booking }: Pick<PhoneCardProps, 'view' | 'booking'>) {
  const { words } = reader;
  const { status, escalation, flags } = booking;
  const reason = status === 'pending' ? escalation?.reason : undefined;
  const others = flags.filter((flag) => flag !== reason);
  const remarks = [
    ...(reason === undefined ? [] : [words.timeline.escalation[reason]]),
    ...others.map((flag) => words.booking.flag[flag]),
  ];
  return remarks.length === 0 ? null : <p class="small">{remarks.join(' ')}</p>;
}

function PartnerPhone({ view, booking, call }: Pick<PhoneCardProps, 'view' | 'booking' | 'call'>) {
  const { words } = view.reader;
  const partner = view.partners.get(booking.customerNumber);
  const phone = partner?.phone ?? null;
  return (
    <div class="who">
      <p class="row">
        <b>{partner?.name ?? words.manager.unknownPartner(booking.customerNumber)}</b>
        {phone === null && <span class="small muted">{words.manager.noPhone}</span>}
      </p>
      {phone !== null && (
        <a class={call ? 'button fill wide' : 'contact'} href={telHref(phone)}>
          <Icon name="phone" />
          {phone}
        </a>
      )}
    </div>
  );
}
