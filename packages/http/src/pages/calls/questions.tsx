/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type DeclineReason, MAX_BATCH, type SilentEntry, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { customerName } from '../booking/contact.tsx';
import { CourseName, courseLine } from '../booking/course-parts.tsx';
import { TicketLink } from '../booking/ticket-link.tsx';
import { WhenWords } from '../course-date/when-words.tsx';
import { Which } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { answerValue } from './call-form.ts';

interface QuestionsProps {
  readonly reader: Reader;
  readonly entry: SilentEntry;
  /** To decline with; null for who may not answer. */
  readonly reasons: readonly DeclineReason[] | null;
}

/** The bookings that a call is about; for who calls with both answers. */
export function Questions({ reader, entry, reasons }: QuestionsProps) {
  const { calls } = reader.words;
  // One press answers no more than that many.
  const shown = Math.min(entry.bookings.length, MAX_BATCH);
  return (
    <>
      <ul class="asks">
        {entry.bookings.map((booking) => (
          <li key={booking.id} class="ask">
            <Question reader={reader} booking={booking} />
            {reasons !== null && (
              <Answers
                reader={reader}
                reasons={reasons}
                which={booking.id}
                yes={calls.confirm}
                no={calls.decline}
                about={`${courseLine(reader, booking.details)}, ${customerName(reader, booking.details.customer)}`}
              />
            )}
          </li>
        ))}
      </ul>
      {reasons !== null && shown > 1 && (
        <div class="ask">
          <Answers
            reader={reader}
            reasons={reasons}
            which="all"
            yes={calls.confirmAll(shown)}
            no={calls.declineAll}
            about={null}
          />
        </div>
      )}
    </>
  );
}

function Question({ reader, booking }: { readonly reader: Reader; readonly booking: Stored }) {
  const { words, notation } = reader;
  const { details, ticket, flags } = booking;
  return (
    <div>
      <p class="name">
        <a href={paths.booking.at(booking)}>
          <WhenWords reader={reader} start={details.eventStart} /> ·{' '}
          <CourseName reader={reader} name={details.course.name} />
        </a>
      </p>
      <ul class="facts">
        <li>
          <b>{words.booking.people(details.participants)}</b>
        </li>
        <li>{notation.price(details.price)}</li>
        <li>{customerName(reader, details.customer)}</li>
        {ticket !== null && (
          <li>
            <TicketLink reader={reader} ticket={ticket} />
          </li>
        )}
      </ul>
      {flags.length > 0 && <p class="small">{flags.map((flag) => words.booking.flag[flag]).join(' ')}</p>}
    </div>
  );
}

/** Both answers. Declining unfolds its reasons: the one that is pressed enters it. */
function Answers(props: {
  readonly reader: Reader;
  readonly reasons: readonly DeclineReason[];
  readonly which: Stored['id'] | 'all';
  readonly yes: string;
  readonly no: string;
  readonly about: string | null;
}) {
  const { reader, reasons, which, yes, no, about } = props;
  const { calls } = reader.words;
  const told = about === null ? null : <Which text={about} />;
  return (
    <div class="answers">
      <button class="button yes" type="submit" name="answer" value={answerValue(which, null)}>
        {yes}
        {told}
      </button>
      <details>
        <summary class="button no">
          {no}
          {told}
        </summary>
        <p class="small muted">{calls.whyDeclined}</p>
        <div class="reasons">
          {reasons.map(({ code, label, requiresNotes }) => (
            <button key={code} class="button no" type="submit" name="answer" value={answerValue(which, code)}>
              {requiresNotes ? calls.needsNote(label[reader.language]) : label[reader.language]}
              {told}
            </button>
          ))}
        </div>
      </details>
    </div>
  );
}
