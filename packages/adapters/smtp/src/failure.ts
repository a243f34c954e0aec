import {
  DAY_MS,
  MINUTE_MS,
  neverReached,
  PermanentFailure,
  SECOND_MS,
  TransientFailure,
} from '@miomente/booking-domain';

const AGAIN = 'whether it took the mail is unknown, so it is sent again under the same Message-ID';

/** The server refused the mail, so it certainly did not accept it. */
const REFUSED = { nothingDone: true } as const;

/**
 * The parts of a nodemailer error that are safe to use. Its message quotes the server's answer, which may contain
 * addresses.
 */
interface CallFailure {
  /** Nodemailer's code, such as EAUTH. */
  readonly code: string;
  /** The operating system's code behind it, such as ECONNREFUSED. */
  readonly systemCode: string;
  /** The SMTP command that was refused, such as RCPT TO. */
  readonly command: string;
  /** The three-digit reply code; null when there was no reply. */
  readonly status: number | null;
  /** The enhanced status code (RFC 3463), such as 5.1.1; empty when the reply has none. */
  readonly reason: string;
  readonly retryAfterMs: number | null;
}

/** Node's codes for invalid certificates and failed TLS handshakes, such as DEPTH_ZERO_SELF_SIGNED_CERT. */
const NOT_TRUSTED = /CERT|VERIFY|^ERR_(TLS|SSL)|^EPROTO$/;

/**
 * Turns an error of nodemailer into the domain's failure. A wrong setting is transient: it affects every mail, and none
 * may be given up because of it. Only a problem with this one mail is permanent.
 */
export function failureOf(error: unknown): TransientFailure | PermanentFailure {
  const failure = callFailureOf(error);
  if (failure.status !== null) return refused(failure, failure.status);
  if (neverReached(failure.systemCode) || failure.code === 'EDNS') {
    return new TransientFailure(
      `The mail server could not be reached (${failure.systemCode || failure.code}); the mail waits.`,
      REFUSED,
    );
  }
  if (failure.code === 'ETLS' || NOT_TRUSTED.test(failure.systemCode)) {
    return new TransientFailure(
      `No encrypted connection to the mail server came about (${failure.systemCode || failure.code}); check its certificate, and that SMTP_URL begins with smtps: only where encryption begins at once.`,
      REFUSED,
    );
  }
  switch (failure.code) {
    case 'EAUTH':
      return new TransientFailure(
        'The mail server takes none of our ways to log in; check the user and password in SMTP_URL.',
        REFUSED,
      );
    case 'EMESSAGE':
      return new PermanentFailure(
        "The mail server takes no mail of this size; shorten the course's or partner's name.",
      );
    default:
      return new TransientFailure(
        `The mail server did not answer in time or broke off (${failure.systemCode || failure.code}); ${AGAIN}.`,
      );
  }
}

function refused(failure: CallFailure, status: number): TransientFailure | PermanentFailure {
  const said = [status, failure.reason].filter((each) => each !== '').join(' ');
  // 421 closes the connection, whatever the command. Other codes below 500 concern this attempt only.
  if (status < 500) {
    return new TransientFailure(`The mail server can't take the mail now (${said}); the mail waits.`, {
      ...REFUSED,
      ...(failure.retryAfterMs === null ? {} : { retryAfterMs: failure.retryAfterMs }),
    });
  }
  if (failure.command.startsWith('AUTH') || [530, 534, 535, 538].includes(status)) {
    return new TransientFailure(
      `The mail server refuses the login (${said}); check the user and password in SMTP_URL.`,
      REFUSED,
    );
  }
  if (failure.command === 'MAIL FROM') {
    return new TransientFailure(
      `The mail server refuses the sender (${said}); set MAIL_FROM to one that the user of SMTP_URL may use.`,
      REFUSED,
    );
  }
  // A refusal by policy, such as "relaying needs a login", concerns every mail.
  if (failure.reason.startsWith('5.7.')) {
    return new TransientFailure(
      `The mail server refuses mails of ours by its policy (${said}); ask whoever runs it, and check SMTP_URL and MAIL_FROM.`,
      REFUSED,
    );
  }
  if (failure.command === 'RCPT TO' || failure.command === 'DATA') return refusedMail(said);
  return new TransientFailure(
    `What SMTP_URL names doesn't talk like a mail server (${said}); check the address and its port.`,
    REFUSED,
  );
}

function refusedMail(said: string): PermanentFailure {
  return new PermanentFailure(
    `The mail server refuses this mail (${said}); check the partner's address and name, then send it again.`,
  );
}

function callFailureOf(error: unknown): CallFailure {
  const { code, originalCode, command, response, responseCode, name } = asRecord(error);
  const said = typeof response === 'string' ? response : '';
  return {
    code: name === 'TimeoutError' || name === 'AbortError' ? 'ETIMEDOUT' : plainCode(code),
    systemCode: plainCode(originalCode),
    command: typeof command === 'string' ? command : '',
    status: typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600 ? responseCode : null,
    reason: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? '',
    retryAfterMs: retryAfterMs(said),
  };
}

/**
 * SMTP has no field for a waiting time. Servers that use greylisting name it in the text, such as "Greylisted, please
 * try again in 300 seconds".
 */
function retryAfterMs(said: string): number | null {
  const [, count, unit] = /\bin (\d{1,5}) (second|minute)s?\b/i.exec(said.slice(0, 500)) ?? [];
  if (count === undefined || unit === undefined) return null;
  return Math.min(DAY_MS, Number(count) * (unit.toLowerCase() === 'second' ? SECOND_MS : MINUTE_MS));
}

/** Known codes consist of capital letters. Anything else may contain personal data. */
function plainCode(code: unknown): string {
  return typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code : '';
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
