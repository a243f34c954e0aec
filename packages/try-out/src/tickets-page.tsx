/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { Notice, PageFrame, Pager, type Reader } from '@miomente/booking-http/pages';
import { paths, withQuery } from '@miomente/booking-paths';
import type { SampleTicket } from './sample-desk.ts';

export const TICKETS_A_PAGE = 20;

/** The office's tickets with what was noted on them. */
export function TicketsPage(props: {
  readonly reader: Reader;
  readonly tickets: readonly SampleTicket[];
  readonly total: number;
  readonly page: number;
}) {
  const { reader, tickets, total, page } = props;
  const { sample } = reader.words;
  return (
    <PageFrame reader={reader} title={sample.ticketsTitle} place="tickets">
      <h1>{sample.ticketsTitle}</h1>
      <Notice icon="info">{sample.ticketsNotice}</Notice>
      {tickets.length === 0 && <p class="panel center">{sample.noTickets}</p>}
      {tickets.map((ticket) => (
        <Ticket key={ticket.ticketId} reader={reader} ticket={ticket} />
      ))}
      <Pager
        reader={reader}
        page={page}
        pages={Math.ceil(total / TICKETS_A_PAGE)}
        pathOf={(number) => withQuery(paths.sampleTickets.at(), { page: number })}
      />
    </PageFrame>
  );
}

function Ticket({ reader, ticket }: { readonly reader: Reader; readonly ticket: SampleTicket }) {
  const { words, notation } = reader;
  const { ticketId, subject, body, openedAt, closedAt, notes } = ticket;
  return (
    <article class="panel stack" aria-labelledby={ticketId}>
      <div class="stack tight">
        <h2 id={ticketId}>{subject}</h2>
        <p class="small muted">
          #{ticketId} · {closedAt === null ? words.sample.open : words.sample.closed} · {notation.dateTime(openedAt)}
        </p>
      </div>
      <pre>{body}</pre>
      {notes.length > 0 && (
        <div class="stack tight">
          <h3>{words.sample.notes}</h3>
          <ol class="timeline">
            {notes.map((note, index) => (
              <li key={index}>
                <pre>{note.body}</pre>
                <time dateTime={new Date(note.notedAt).toISOString()}>{notation.dateTime(note.notedAt)}</time>
              </li>
            ))}
          </ol>
        </div>
      )}
    </article>
  );
}
