/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Reply, Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { Reader } from '../frame/reader.ts';

/** What the partner wrote in answer to mails, for the office, with the button that says it was read (replies#flag). */
export function Replies(props: {
  readonly reader: Reader;
  readonly booking: Stored;
  readonly replies: readonly Reply[];
}) {
  const { reader, booking, replies } = props;
  const { replies: words } = reader.words.booking;
  const unread = booking.flags.includes('partner_wrote');
  return (
    <section class="panel stack tight" aria-labelledby="replies" data-tone={unread ? 'wait' : undefined}>
      <h2 id="replies">{words.title}</h2>
      <ol class="timeline">
        {replies.map(({ at, text }, index) => (
          <li key={index} data-tone={unread && index === replies.length - 1 ? 'wait' : undefined}>
            <span class="written">{text === null ? words.erased : text === '' ? words.empty : text}</span>
            <time dateTime={new Date(at).toISOString()}>{reader.notation.dateTime(at)}</time>
          </li>
        ))}
      </ol>
      {unread && (
        <form class="stack tight" method="post" action={paths.replyRead.at(booking)}>
          <button class="button" type="submit" aria-describedby="replies-hint">
            {words.read}
          </button>
        </form>
      )}
      <p class="small muted" id="replies-hint">
        {words.hint}
      </p>
    </section>
  );
}
