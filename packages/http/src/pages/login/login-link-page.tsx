/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type Account, accountKey, type LoginRefusal } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Page } from '../frame/page.tsx';
import { Mark } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';

/** A button for each account the address belongs to; a press does not use the link up. */
export function LoginLinkPage(props: {
  readonly reader: Reader;
  readonly accounts: readonly Account[];
  /** The link's own address. */
  readonly action: string;
}) {
  const { reader, accounts, action } = props;
  const { login } = reader.words;
  const several = accounts.length > 1;
  return (
    <Page reader={reader} title={login.title}>
      <div class="panel narrow stack">
        <h1>{several ? login.choose : login.welcome}</h1>
        <form class="stack tight" method="post" action={action}>
          {accounts.map((account) => (
            <button
              key={accountKey(account)}
              class={several ? 'button wide' : 'button fill wide'}
              type="submit"
              name="account"
              value={accountKey(account)}
            >
              <AccountName reader={reader} account={account} several={several} />
            </button>
          ))}
        </form>
        <p class="small muted">{login.enterHint}</p>
      </div>
    </Page>
  );
}

function AccountName(props: { readonly reader: Reader; readonly account: Account; readonly several: boolean }) {
  const { login } = props.reader.words;
  const { account } = props;
  const name = account.role === 'partner' ? account.name : login.manager;
  if (!props.several) return <span>{login.as(name)}</span>;
  return (
    <span>
      {name}
      <br />
      <span class="small muted">
        {account.role === 'partner' ? login.customerNumber(account.customerNumber) : account.address}
      </span>
    </span>
  );
}

/** Why a login link lets nobody in, and how to get another. */
export function RefusedLoginPage({ reader, refusal }: { readonly reader: Reader; readonly refusal: LoginRefusal }) {
  const { login } = reader.words;
  const { heading, what } = login.refused[refusal];
  return (
    <Page reader={reader} title={heading}>
      <div class="panel narrow stack center" data-tone="wait">
        <Mark icon={refusal === 'expired' ? 'clock' : 'info'} />
        <h1>{heading}</h1>
        <p>{what}</p>
        <a class="button fill" href={paths.login.at()}>
          {login.another}
        </a>
      </div>
    </Page>
  );
}
