/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { Notice, PageFrame, type Reader } from '@miomente/booking-http/pages';
import { paths, withQuery } from '@miomente/booking-paths';
import type { ComponentChildren } from 'preact';
import type { SampleAccount } from './sample-desk.ts';

/** Leads a newcomer through a booking from order to answer. */
export function StartPage(props: {
  readonly reader: Reader;
  readonly accounts: readonly SampleAccount[];
  /** The number of the order just placed. */
  readonly ordered: string | null;
}) {
  const { reader, accounts, ordered } = props;
  const { sample } = reader.words;
  return (
    <PageFrame reader={reader} title={sample.title} place="start">
      <div class="reading stack">
        <h1>{sample.title}</h1>
        <p>{sample.intro}</p>
        {ordered !== null && (
          <Notice tone="ok" icon="check" news>
            <p>
              <b>{sample.ordered(ordered)}</b> {sample.orderedNext}{' '}
              <a href={paths.mailbox.at()}>{sample.mailbox.link}</a>
            </p>
          </Notice>
        )}
        <ol class="steps">
          <Step title={sample.order.title} what={sample.order.what}>
            <form method="post" action={paths.sampleOrders.at()}>
              <button class={ordered === null ? 'button fill yes' : 'button'} type="submit">
                {sample.order.press}
              </button>
            </form>
          </Step>
          <Step title={sample.mailbox.title} what={sample.mailbox.what}>
            <a class={ordered === null ? 'button' : 'button fill'} href={paths.mailbox.at()}>
              {sample.mailbox.link}
            </a>
          </Step>
          <Step title={sample.answer.title} what={sample.answer.what} />
          <Step title={sample.portal.title} what={sample.portal.what}>
            <Accounts reader={reader} accounts={accounts} />
            <a class="button" href={paths.dashboard.at()}>
              {sample.portal.link}
            </a>
          </Step>
          <Step title={sample.tickets.title} what={sample.tickets.what}>
            <a class="button" href={paths.sampleTickets.at()}>
              {sample.tickets.link}
            </a>
          </Step>
        </ol>
        <p class="small muted">
          <a href={paths.reference.at()}>{sample.reference}</a>
        </p>
      </div>
    </PageFrame>
  );
}

function Step(props: { readonly title: string; readonly what: string; readonly children?: ComponentChildren }) {
  return (
    <li class="panel">
      <div class="stack tight">
        <h2>{props.title}</h2>
        <p>{props.what}</p>
        {props.children}
      </div>
    </li>
  );
}

function Accounts({ reader, accounts }: { readonly reader: Reader; readonly accounts: readonly SampleAccount[] }) {
  return (
    <ul class="list">
      {accounts.map(({ name, address, role }) => (
        <li key={address} class="item">
          <b>{role === 'manager' ? reader.words.sample.office : name}</b>
          <a href={withQuery(paths.login.at(), { email: address })}>{address}</a>
        </li>
      ))}
    </ul>
  );
}
