import { type Instant, neverReached, PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import type { Answer, CallFailure } from '../calls/call-failure.ts';
import { type ErrorMessage, errorMessagesIn, inWords } from '../calls/error-messages.ts';
import { retryAfterMs } from '../calls/retry-after.ts';

const AGAIN = 'whether it took the mail is unknown, so it is sent again under the same message id';

/** An answer that says that the mail was not accepted. */
const REFUSED = { nothingDone: true } as const;

/**
 * Turns a failed call into the domain's failure. A wrong setting is transient: it affects every mail, and none may be
 * given up because of it. Only a problem with this one mail is permanent.
 * @param secrets texts that the message must not repeat
 */
export function failureOf(
  failure: CallFailure,
  now: Instant,
  secrets: readonly string[],
): TransientFailure | PermanentFailure {
  if (failure.type === 'silent') {
    if (neverReached(failure.code)) {
      return new TransientFailure(`SendGrid could not be reached (${failure.code}); the mail waits.`, REFUSED);
    }
    return new TransientFailure(`SendGrid did not answer in time or broke off (${failure.code}); ${AGAIN}.`);
  }
  const messages = errorMessagesIn(failure.body, secrets);
  const said = inWords(failure.status, messages);
  switch (failure.status) {
    case 400:
      return refusedMail(messages, said);
    case 413:
      return new PermanentFailure(
        `SendGrid refuses this mail as too large (${said}); shorten the course's or partner's name.`,
      );
    case 401:
    case 403:
      return new TransientFailure(
        `SendGrid refuses the key or the sender (${said}); check that SENDGRID_API_KEY is valid and may send mail, and that MAIL_FROM is a verified sender.`,
        REFUSED,
      );
    case 429:
      return later(failure, now, `SendGrid asks for fewer mails (${said}); the mail waits.`, REFUSED);
    case 503:
      return later(failure, now, `SendGrid is out of service (${said}); the mail waits.`, REFUSED);
    case 408:
      return later(failure, now, `SendGrid gave up waiting (${said}); ${AGAIN}.`);
    default:
      return failure.status >= 500
        ? later(failure, now, `SendGrid is out of order (${said}); ${AGAIN}.`)
        : unexpected(failure.status);
  }
}

/** A status that SendGrid does not give to a mail, so something else answers at the address. */
export function unexpected(status: number): TransientFailure {
  return new TransientFailure(
    `SENDGRID_BASE_URL answers ${status} to a mail, which SendGrid does not; check that it is SendGrid's address and that no proxy answers in its place.`,
  );
}

function refusedMail(messages: readonly ErrorMessage[], said: string): TransientFailure | PermanentFailure {
  const fields = messages.map(({ field }) => field ?? '');
  if (fields.some((field) => field === 'from' || field.startsWith('from.'))) {
    return new TransientFailure(`SendGrid refuses the sender (${said}); set MAIL_FROM to a verified sender.`, REFUSED);
  }
  if (fields.includes('template_id')) {
    return new TransientFailure(
      `SendGrid does not know the template (${said}); push the templates and set the SENDGRID_TEMPLATE_… variables to the ids that are printed, or unset them.`,
      REFUSED,
    );
  }
  return new PermanentFailure(
    `SendGrid refuses this mail (${said}); check the partner's address and name, then send it again.`,
  );
}

function later(
  answer: Pick<Answer, 'headers'>,
  now: Instant,
  message: string,
  known: { readonly nothingDone?: boolean } = {},
): TransientFailure {
  const wait = retryAfterMs(answer, now);
  return new TransientFailure(message, { ...known, ...(wait === null ? {} : { retryAfterMs: wait }) });
}
