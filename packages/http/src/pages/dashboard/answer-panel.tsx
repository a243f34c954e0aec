/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Answer, Ticket } from '@miomente/booking-domain';
import type { ReasonLabel } from '../booking/reason-labels.ts';
import { TicketLink } from '../booking/ticket-link.tsx';
import { type Pair, Pairs } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';

/** The answer, when and how, with its notes; after a decline the ticket, and the link to the dates. */
export function AnswerPanel(props: {
  readonly reader: Reader;
  readonly reason: ReasonLabel;
  readonly answer: Answer;
  readonly ticket: Ticket | null;
}) {
  const { reader, answer } = props;
  const { booking, answer: answering } = reader.words;
  const declined = answer.type === 'decline';
  return (
    <section class="panel stack tight" aria-labelledby="answer">
      <h2 id="answer">{booking.answer}</h2>
      <Pairs pairs={pairsOf(props)} />
      {declined && reader.visitor?.role === 'partner' && reader.datesUrl !== null && (
        <p class="small">
          {answering.notice.dates} <a href={reader.datesUrl}>{answering.notice.datesLink}</a>
        </p>
      )}
    </section>
  );
}

function pairsOf({ reader, reason, answer, ticket }: Parameters<typeof AnswerPanel>[0]): readonly Pair[] {
  const { words, notation } = reader;
  const { booking } = words;
  const declined = answer.type === 'decline';
  return [
    { term: booking.answer, value: booking.status[declined ? 'declined' : 'confirmed'] },
    { term: booking.when, value: notation.dateTime(answer.at) },
    { term: booking.how, value: booking.channel[answer.channel] },
    ...(declined ? [{ term: booking.reason, value: reason(answer.reason) }] : []),
    ...(answer.notes === null ? [] : [{ term: booking.notes, value: <span class="written">{answer.notes}</span> }]),
    ...(declined && ticket !== null
      ? [{ term: booking.ticket, value: <TicketLink reader={reader} ticket={ticket} /> }]
      : []),
  ];
}
