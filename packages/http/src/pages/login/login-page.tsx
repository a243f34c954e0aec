/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { paths } from '@miomente/booking-paths';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';

interface LoginProps {
  readonly reader: Reader;
  /** The path to come back to. */
  readonly next: string;
  /** What was typed before. */
  readonly email: string;
  readonly badEmail: boolean;
  readonly notice: 'signed_out' | 'expired' | 'decline' | null;
}

/** Asks for an address to send the login link to. */
export function LoginPage({ reader, next, email, badEmail, notice }: LoginProps) {
  const { login } = reader.words;
  return (
    <Page reader={reader} title={login.title}>
      <div class="narrow stack">
        {notice === 'signed_out' && (
          <Notice icon="check" news>
            {login.signedOut}
          </Notice>
        )}
        {notice === 'expired' && (
          <Notice icon="clock" tone="wait" news>
            {login.expired}
          </Notice>
        )}
        {notice === 'decline' && <Notice icon="info">{login.forDecline}</Notice>}
        <div class="panel stack">
          <h1>{login.title}</h1>
          <p>{login.intro}</p>
          <form class="stack" method="post" action={paths.login.at()} noValidate>
            <input type="hidden" name="next" value={next} />
            <div>
              <label for="email">{login.email}</label>
              <input
                id="email"
                type="email"
                name="email"
                value={email}
                autoComplete="email"
                required
                aria-invalid={badEmail ? 'true' : undefined}
                aria-describedby={badEmail ? 'email-error' : undefined}
              />
              {badEmail && (
                <p class="error" id="email-error">
                  <Icon name="alert" />
                  {login.badEmail}
                </p>
              )}
            </div>
            <button class="button fill wide" type="submit">
              {login.send}
            </button>
          </form>
          <p class="small muted">{login.validity}</p>
        </div>
      </div>
    </Page>
  );
}
