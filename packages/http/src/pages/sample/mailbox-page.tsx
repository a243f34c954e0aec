/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { BookingMailKind } from '@miomente/booking-domain';
import { Pager } from '../dashboard/pager.tsx';
import { Page } from '../frame/page.tsx';
import { Back, Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import type { SampleMail } from './sample-desk.ts';

export const MAILBOX = '/sample/mailbox';
export const MAILS_A_PAGE = 25;

interface MailboxProps {
  readonly reader: Reader;
  readonly mails: readonly SampleMail[];
  readonly total: number;
  readonly page: number;
  /** The mail to read; null before one is chosen. */
  readonly chosen: SampleMail | null;
}

/** Every mail the product has sent, newest first, and one of them to read. */
export function MailboxPage({ reader, mails, total, page, chosen }: MailboxProps) {
  const { sample } = reader.words;
  return (
    <Page reader={reader} title={sample.mailboxTitle} place="mailbox">
      {chosen !== null && <Back href={page > 1 ? `${MAILBOX}?page=${page}` : MAILBOX}>{sample.mailboxTitle}</Back>}
      <h1>{chosen?.letter?.subject ?? sample.mailboxTitle}</h1>
      {chosen === null && <Notice icon="info">{sample.mailboxNotice}</Notice>}
      {chosen === null ? (
        <List reader={reader} mails={mails} total={total} page={page} />
      ) : (
        <Letter reader={reader} mail={chosen} />
      )}
    </Page>
  );
}

/** What a mail is for, in words. */
function kindOf({ words }: Reader, { kind }: SampleMail): string {
  return kind === 'login_link' ? words.sample.kind.login_link : (words.timeline.mail[kind as BookingMailKind] ?? kind);
}

function List({ reader, mails, total, page }: Omit<MailboxProps, 'chosen'>) {
  const { sample } = reader.words;
  if (mails.length === 0) return <p class="panel center">{sample.noMails}</p>;
  return (
    <>
      <ul class="list" aria-label={sample.mails}>
        {mails.map((mail) => (
          <li key={mail.id}>
            <a class="item" href={`${MAILBOX}/${mail.id}`}>
              <b>{mail.letter?.subject ?? kindOf(reader, mail)}</b>
              <span class="small muted">
                {kindOf(reader, mail)} · {mail.letter?.to.name || mail.letter?.to.address} ·{' '}
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
        pathOf={(number) => `${MAILBOX}?page=${number}`}
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
        {sample.to} {to.name} &lt;{to.address}&gt; · {kindOf(reader, mail)} · {reader.notation.dateTime(mail.at)} ·{' '}
        <a href={`${MAILBOX}/${mail.id}/html`}>{sample.openAlone}</a>
      </p>
      <iframe
        class="mail"
        title={sample.mailFrame}
        src={`${MAILBOX}/${mail.id}/html`}
        sandbox="allow-top-navigation-by-user-activation allow-popups"
      />
      <details>
        <summary>{sample.plain}</summary>
        <div class="panel">
          <pre>{text}</pre>
        </div>
      </details>
    </>
  );
}
