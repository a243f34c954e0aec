/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { Back, Notice, PageFrame, Pager, type Reader } from '@miomente/booking-http/pages';
import { paths, withQuery } from '@miomente/booking-paths';
import { LetterFrame } from './letter-frame.tsx';
import { mailKindName } from './mail-kind-name.ts';
import { Replied, ReplyBox } from './reply-box.tsx';
import type { ReplyOutcome, SampleMail } from './sample-desk.ts';

export const MAILS_A_PAGE = 25;

interface MailboxProps {
  readonly reader: Reader;
  readonly mails: readonly SampleMail[];
  readonly total: number;
  readonly page: number;
  /** The mail to read; null before one is chosen. */
  readonly chosen: SampleMail | null;
  /** What became of an answer to it that was just sent. */
  readonly replied: { readonly outcome: ReplyOutcome; readonly office: string | null } | null;
}

/** Every mail the product has sent, newest first, and one of them to read. */
export function MailboxPage({ reader, mails, total, page, chosen, replied }: MailboxProps) {
  const { sample } = reader.words;
  return (
    <PageFrame reader={reader} title={sample.mailboxTitle} place="mailbox">
      {chosen !== null && (
        <Back href={withQuery(paths.mailbox.at(), { page: page > 1 ? page : null })}>{sample.mailboxTitle}</Back>
      )}
      <h1>{chosen?.letter?.subject ?? sample.mailboxTitle}</h1>
      {chosen === null && <Notice icon="info">{sample.mailboxNotice}</Notice>}
      {chosen !== null && replied !== null && <Replied reader={reader} {...replied} />}
      {chosen === null ? (
        <List reader={reader} mails={mails} total={total} page={page} />
      ) : (
        <Letter reader={reader} mail={chosen} />
      )}
    </PageFrame>
  );
}

function List({ reader, mails, total, page }: Omit<MailboxProps, 'chosen' | 'replied'>) {
  const { sample } = reader.words;
  if (mails.length === 0) return <p class="panel center">{sample.noMails}</p>;
  return (
    <>
      <ul class="list" aria-label={sample.mails}>
        {mails.map((mail) => (
          <li key={mail.id}>
            <a class="item" href={paths.mailboxMail.at(mail)}>
              <b>{mail.letter?.subject ?? mailKindName(reader, mail.kind)}</b>
              <span class="small muted">
                {mailKindName(reader, mail.kind)} · {mail.letter?.to.name || mail.letter?.to.address} ·{' '}
                {reader.notation.dateTime(mail.at)}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <Pager
        reader={reader}
        page={page}
        pages={Math.ceil(total / MAILS_A_PAGE)}
        pathOf={(number) => withQuery(paths.mailbox.at(), { page: number })}
      />
    </>
  );
}

function Letter({ reader, mail }: { readonly reader: Reader; readonly mail: SampleMail }) {
  const { sample } = reader.words;
  if (mail.letter === null) return <p class="panel">{sample.unreadable}</p>;
  const { to, text } = mail.letter;
  return (
    <>
      <p class="muted">
        {sample.to} {to.name} &lt;{to.address}&gt; · {mailKindName(reader, mail.kind)} ·{' '}
        {reader.notation.dateTime(mail.at)} · <a href={paths.mailboxLetter.at(mail)}>{sample.openAlone}</a>
      </p>
      <LetterFrame title={sample.mailFrame} src={paths.mailboxLetter.at(mail)} />
      <details>
        <summary>{sample.plain}</summary>
        <div class="panel">
          <pre>{text}</pre>
        </div>
      </details>
      {mail.canReply && <ReplyBox reader={reader} mail={mail} />}
    </>
  );
}
