/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { paths } from '@miomente/booking-paths';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { Mark } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { loginPath } from './safe-path.ts';

/** What is wrong with the code that was typed. */
export type CodeProblem = 'malformed' | 'wrong';

interface CodePageProps {
  readonly reader: Reader;
  /** Where the mail went, if to anybody. */
  readonly shown: string;
  readonly next: string;
  /** This page's own address. */
  readonly action: string;
  readonly problem?: CodeProblem;
  /** Whether the address is the one we write to anyway, so that it can't be mistyped. */
  readonly registered: boolean;
}

/** Says that a mail was sent and takes its code: the same whether or not the address belongs to anybody. */
export function CodePage({ reader, shown, next, action, problem, registered }: CodePageProps) {
  const { login, frame } = reader.words;
  return (
    <Page reader={reader} title={problem === undefined ? login.sentTitle : login.codeTitle}>
      <div class="panel narrow stack center" data-tone={problem === undefined ? 'ok' : undefined}>
        {problem === undefined && <Mark icon="mail" />}
        <h1>{problem === undefined ? login.sentTitle : login.codeTitle}</h1>
        <p>{registered ? login.sentToRegistered(shown) : login.sent(shown)}</p>
        <form class="stack code" method="post" action={action} noValidate>
          <div>
            <label for="code">{login.code}</label>
            <input
              id="code"
              name="code"
              type="text"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              required
              aria-invalid={problem === undefined ? undefined : 'true'}
              aria-describedby={problem === undefined ? undefined : 'code-error'}
            />
            {problem !== undefined && (
              <p class="error" id="code-error">
                <Icon name="alert" />
                {login.codeProblems[problem]}
              </p>
            )}
          </div>
          <button class="button fill wide" type="submit">
            {login.useCode}
          </button>
        </form>
        <p>{login.validity}</p>
        {reader.sample !== null && (
          <a class="button" href={paths.mailbox.at()}>
            {frame.mailbox}
          </a>
        )}
        <p class="small muted">{registered ? login.registeredHint : login.sentHint}</p>
        <a href={loginPath(next)}>{login.again}</a>
      </div>
    </Page>
  );
}

/** A code that lets nobody in any more, and what does. */
export function CodeOverPage({ reader, next }: { readonly reader: Reader; readonly next: string }) {
  const { login } = reader.words;
  return (
    <Page reader={reader} title={login.codeOver.heading}>
      <div class="panel narrow stack center" data-tone="wait">
        <Mark icon="info" />
        <h1>{login.codeOver.heading}</h1>
        <p>{login.codeOver.what}</p>
        <a class="button fill" href={loginPath(next)}>
          {login.another}
        </a>
      </div>
    </Page>
  );
}
