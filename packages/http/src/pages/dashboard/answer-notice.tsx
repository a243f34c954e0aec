/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { eventStarted, MINUTE_MS, type Stored, unreachable } from '@miomente/booking-domain';
import { customerName } from '../booking/contact.tsx';
import { courseLine } from '../booking/course-parts.tsx';
import { TicketLink } from '../booking/ticket-link.tsx';
import type { IconName } from '../frame/icon.tsx';
import { Notice, type Tone } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { bearsOut, type FlashMessage } from './notice-address.ts';

interface NoticeProps {
  readonly reader: Reader;
  readonly flash: FlashMessage;
  readonly booking: Stored;
}

type Told = Exclude<FlashMessage, 'already'>;

const SIGNS: Readonly<Record<Told, { readonly tone: Tone; readonly icon: IconName }>> = {
  confirmed: { tone: 'ok', icon: 'check' },
  declined: { tone: 'no', icon: 'cross' },
  reopened: { tone: 'wait', icon: 'undo' },
  changed: { tone: 'wait', icon: 'info' },
  refused: { tone: 'wait', icon: 'info' },
};

/** A second press comes within this time of the first. */
const SAME_PRESS_MS = MINUTE_MS;

/** What has just happened to which booking; nothing when the booking's state does not match. */
export function AnswerNotice({ reader, flash, booking }: NoticeProps) {
  if (!bearsOut(flash, booking)) return null;
  const { notice } = reader.words.answer;
  const told: Told = flash !== 'already' ? flash : booking.status === 'declined' ? 'declined' : 'confirmed';
  const { tone, icon } = SIGNS[told];
  const which = `${courseLine(reader, booking.details)}, ${customerName(reader, booking.details.customer)}.`;
  return (
    <Notice tone={tone} icon={icon} news>
      {told === 'refused' ? (
        <Refused reader={reader} booking={booking} which={which} />
      ) : (
        <p>
          <b>{notice[told]}</b> {which} {flash === 'already' && answeredBefore(reader, booking)}
          {told === 'changed' && notice.lookAgain}
          {told === 'reopened' &&
            (reader.visitor?.role === 'manager' ? askedAgain(reader, booking) : notice.answerAgain)}
          {flash === 'confirmed' && reader.visitor?.role === 'partner' && reader.visitor.open === 0 && notice.allDone}
        </p>
      )}
      {told === 'declined' && booking.status === 'declined' && <TicketAndDates reader={reader} booking={booking} />}
    </Notice>
  );
}

/** How the partner is told that the office took an answer back. */
function askedAgain({ words }: Reader, booking: Stored): string {
  return booking.escalation === null ? words.manager.partnerAsked : words.manager.partnerToCall;
}

/** When and how the answer had been given; nothing when the same person gave it a moment ago. */
function answeredBefore({ words, notation, now }: Reader, booking: Stored): string {
  if (booking.status !== 'confirmed' && booking.status !== 'declined') return '';
  const { at, channel } = booking.answer;
  if (channel === 'portal' && now - at < SAME_PRESS_MS) return '';
  return words.answer.notice.already(notation.dateTime(at), words.booking.channel[channel]);
}

/** Somebody was faster, or it is too late: shown with who and when, not as an error. */
function Refused({ reader, booking, which }: Omit<NoticeProps, 'flash'> & { readonly which: string }) {
  const { notice } = reader.words.answer;
  const quicker = booking.status === 'confirmed' || booking.status === 'declined';
  return (
    <p>
      <b>{quicker ? notice.quicker : notice.tooLate}</b> {which} {whyRefused(reader, booking)}
    </p>
  );
}

/** Why an answer changed nothing, from the booking's state. */
export function whyRefused({ words, notation, now }: Reader, booking: Stored): string {
  const { notice } = words.answer;
  switch (booking.status) {
    case 'confirmed':
      return notice.quickerConfirmed(
        notation.dateTime(booking.answer.at),
        words.booking.channel[booking.answer.channel],
      );
    case 'declined':
      return notice.quickerDeclined(
        notation.dateTime(booking.answer.at),
        words.booking.channel[booking.answer.channel],
      );
    case 'cancelled':
      return notice.nowCancelled(notation.dateTime(booking.cancelledAt));
    case 'pending':
      return eventStarted(booking, now) ? notice.started : notice.notConfirmed;
    default:
      return unreachable(booking);
  }
}

/** FR-3.3 and FR-3.5: the ticket's number as soon as there is one, and the reminder to correct the dates. */
export function TicketAndDates(props: {
  readonly reader: Reader;
  readonly booking: Stored;
  /** Whether several were declined: each has a ticket, on its own page. */
  readonly many?: boolean;
}) {
  const { reader, booking, many = false } = props;
  const { notice } = reader.words.answer;
  const ticketId = booking.ticket?.id ?? null;
  return (
    <>
      <p>{many ? notice.ticketEach : ticketId === null ? notice.ticketFollows : notice.ticket(ticketId)}</p>
      {ticketId !== null && reader.ticketHref !== null && !many && (
        <p>
          <TicketLink reader={reader} ticket={{ id: ticketId }} />
        </p>
      )}
      {reader.visitor?.role === 'partner' && (
        <p>
          {notice.dates} {reader.datesUrl !== null && <a href={reader.datesUrl}>{notice.datesLink}</a>}
        </p>
      )}
    </>
  );
}
