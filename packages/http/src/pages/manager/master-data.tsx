/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { AddressCorrection, Partner } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Address, mailHref, telHref } from '../booking/contact.tsx';
import { FieldError } from '../dashboard/filters.tsx';
import { Pairs } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';

/** The partner's address, where it comes from, and what was typed to correct it. */
export interface AddressView {
  /** Every correction there was, oldest first. */
  readonly corrections: readonly (AddressCorrection & { readonly email: string })[];
  /** The address that was refused, to be shown again, and why. */
  readonly refused: { readonly typed: string; readonly why: 'noAddress' | 'changed' } | null;
  /** Whether a correction was just saved. */
  readonly isNews: boolean;
}

/** How to reach a partner, and the form that corrects the address (orders#corrected-address). */
export function MasterData(props: { readonly reader: Reader; readonly partner: Partner | null } & AddressView) {
  const { reader, partner, corrections, refused } = props;
  const { manager, booking } = reader.words;
  const nothing = <span class="muted">{manager.notKnown}</span>;
  const { email = null, phone = null } = partner ?? {};
  return (
    <section class="panel stack tight" aria-labelledby="master-data">
      <h2 id="master-data">{manager.masterData}</h2>
      <Pairs
        pairs={[
          { term: booking.phone, value: phone === null ? nothing : <a href={telHref(phone)}>{phone}</a> },
          { term: booking.mail, value: email === null ? nothing : <MailTo email={email} /> },
          { term: manager.language, value: partner === null ? nothing : manager.languages[partner.language] },
          ...(partner?.active === false ? [{ term: manager.columns.status, value: manager.inactive }] : []),
        ]}
      />
      {partner !== null && <Origin reader={reader} partner={partner} corrections={corrections} />}
      {partner !== null && <CorrectAddress reader={reader} partner={partner} refused={refused} />}
    </section>
  );
}

function MailTo({ email }: { readonly email: string }) {
  return (
    <a href={mailHref(email)}>
      <Address email={email} />
    </a>
  );
}

function Origin(props: {
  readonly reader: Reader;
  readonly partner: Partner;
  readonly corrections: AddressView['corrections'];
}) {
  const { reader, partner, corrections } = props;
  const { address: words } = reader.words.manager;
  const { addressCorrection: correction } = partner;
  const when = (at: number): string => reader.notation.dateTime(at);
  const earlier = correction === null ? corrections : corrections.slice(0, -1);
  return (
    <>
      {correction !== null && (
        <p>
          <b>{words.corrected(when(correction.at), correction.by)}</b>{' '}
          {correction.replaced === null ? words.untilAny : words.untilAnother(correction.replaced)}
        </p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{words.earlier}</summary>
          <ul>
            {earlier.map(({ email, at, by }, index) => (
              <li key={index}>{words.earlierLine(email, when(at), by)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function CorrectAddress(props: {
  readonly reader: Reader;
  readonly partner: Partner;
  readonly refused: AddressView['refused'];
}) {
  const { reader, partner, refused } = props;
  const { address: words } = reader.words.manager;
  return (
    <details open={refused !== null}>
      <summary>{partner.email === null ? words.add : words.correct}</summary>
      <form class="stack tight address" method="post" action={paths.correctAddress.at(partner)} noValidate>
        <input type="hidden" name="wrong" value={partner.email ?? ''} />
        <div>
          <label for="right-address">{words.right}</label>
          <input
            id="right-address"
            name="email"
            type="email"
            autoComplete="off"
            maxLength={254}
            required
            value={refused?.typed ?? ''}
            aria-invalid={refused === null ? undefined : 'true'}
            aria-describedby={refused === null ? 'right-address-hint' : 'right-address-error right-address-hint'}
          />
          {refused !== null && <FieldError id="right-address-error" text={words[refused.why]} />}
        </div>
        <p class="small muted" id="right-address-hint">
          {words.hint} {partner.addressCorrection === null && words.imported}
        </p>
        <div>
          <button class="button fill" type="submit">
            {words.save}
          </button>
        </div>
      </form>
    </details>
  );
}
