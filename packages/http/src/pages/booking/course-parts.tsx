/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type BookingDetails, earliestStart, isDay, type Language } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';

const SHOP_LANGUAGE: Language = 'de';

/** Course names are in the shop's language. */
export function CourseName({ reader, name }: { readonly reader: Reader; readonly name: string }) {
  return <span lang={reader.language === SHOP_LANGUAGE ? undefined : SHOP_LANGUAGE}>{name}</span>;
}

/** Day and time of the event: two lines on a desktop, one on a phone. */
export function When(props: { readonly reader: Reader; readonly details: BookingDetails; readonly struck: boolean }) {
  const { notation, words } = props.reader;
  const { eventStart } = props.details;
  const className = props.struck ? 'when struck' : 'when';
  if (eventStart === null) return <p class={className}>{words.booking.noDate}</p>;
  return (
    <p class={className}>
      <time dateTime={notation.machine(eventStart)}>
        <b>{notation.date(earliestStart(eventStart))}</b>{' '}
        {!isDay(eventStart) && <span>{notation.time(eventStart)}</span>}
      </time>
    </p>
  );
}

/** "Sushi-Kurs für Anfänger, Sa., 25.01.2025 18:00 Uhr". */
export function courseLine({ notation, words }: Reader, { course, eventStart }: BookingDetails): string {
  return `${course.name}, ${eventStart === null ? words.booking.noDate : notation.event(eventStart)}`;
}

/** The event as answer pages show it (api#agreed-copy). */
export function drawnDate({ notation, words }: Reader, { eventStart }: BookingDetails): string {
  return eventStart === null ? words.booking.noDate : notation.drawn(eventStart);
}

/** Date and people first: what a partner between two courses needs to know. */
export function EventLead({ reader, details }: { readonly reader: Reader; readonly details: BookingDetails }) {
  const { notation, words } = reader;
  const { eventStart, participants } = details;
  return (
    <p class="lead">
      <b>{eventStart === null ? words.booking.noDate : notation.event(eventStart)}</b>
      <span class="dot"> · </span>
      <span class="people">{words.booking.people(participants)}</span>
    </p>
  );
}
