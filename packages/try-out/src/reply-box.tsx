/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { MAX_REPLY_LENGTH } from '@miomente/booking-domain';
import { Notice, type Reader } from '@miomente/booking-http/pages';
import { paths, withQuery } from '@miomente/booking-paths';
import type { ReplyOutcome, SampleMail } from './sample-desk.ts';

/** Lets a newcomer answer a mail as its recipient's mail program would. */
export function ReplyBox({ reader, mail }: { readonly reader: Reader; readonly mail: SampleMail }) {
  const { reply } = reader.words.sample;
  return (
    <form class="panel stack tight" method="post" action={paths.mailboxReply.at(mail)}>
      <h2>{reply.title}</h2>
      <p>{reply.what}</p>
      <div>
        <label for="reply-text">{reply.text}</label>
        <textarea id="reply-text" name="text" rows={3} maxLength={MAX_REPLY_LENGTH} required />
      </div>
      <div>
        <button class="button fill" type="submit">
          {reply.press}
        </button>
      </div>
    </form>
  );
}

/** Says what became of an answer, and where it can be seen. */
export function Replied(props: {
  readonly reader: Reader;
  readonly outcome: ReplyOutcome;
  /** Somebody of the office to log in as. */
  readonly office: string | null;
}) {
  const { reader, outcome, office } = props;
  const { reply, tickets } = reader.words.sample;
  if (outcome === 'not_taken') {
    return (
      <Notice tone="wait" icon="alert" news>
        {reply.notTaken}
      </Notice>
    );
  }
  return (
    <Notice tone="ok" icon="check" news>
      <p>
        <b>{reply.taken}</b> {reply.takenNext}
      </p>
      <p>
        <a href={withQuery(paths.login.at(), { email: office, next: paths.flagged.at() })}>{reply.toOffice}</a> ·{' '}
        <a href={paths.sampleTickets.at()}>{tickets.link}</a>
      </p>
    </Notice>
  );
}
