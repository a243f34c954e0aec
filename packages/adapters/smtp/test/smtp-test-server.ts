import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { FailureKind } from '@miomente/booking-domain/testing';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** The command that the server refuses, and its reply. */
export interface Refusal {
  readonly at: 'connect' | 'auth' | 'sender' | 'recipient' | 'data';
  readonly status: number;
  readonly text: string;
}

export type Misbehaviour =
  | Refusal
  /** Accepts the mail, then closes the connection without a reply. */
  | 'cut'
  /** Accepts the mail and never replies. */
  | 'hang'
  /** Closes the connection at the recipient. */
  | 'reset';

export interface TakenMail {
  readonly session: Pick<SMTPServerSession, 'secure' | 'user'>;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly mail: Email;
}

// A certificate for localhost, signed by a certificate authority of the tests.
const pem = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../magento/test/certificates/${name}`, import.meta.url)), 'utf8');

/** The authority that signed the server's certificate. */
export const AUTHORITY: string = pem('ca.pem');

export const USER = { user: 'canary-user', password: 'canary-p@ss:word/' } as const;

/** A real SMTP server that stores the mails it accepts, and can be set to fail once. */
export class SmtpTestServer {
  readonly taken: TakenMail[] = [];
  readonly #server: SMTPServer;
  #next: Misbehaviour | undefined;

  private constructor(options: { readonly secure: boolean; readonly startTls: boolean; readonly login: boolean }) {
    const meet = (at: Refusal['at'], done: (error?: Error | null) => void): void => {
      const next = this.#next;
      const refusal = typeof next === 'object' && next.at === at ? next : null;
      if (refusal !== null) this.#next = undefined;
      done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.status }));
    };
    this.#server = new SMTPServer({
      secure: options.secure,
      logger: false,
      cert: pem('here.pem'),
      key: pem('server.key'),
      disabledCommands: options.startTls ? [] : ['STARTTLS'],
      authOptional: !options.login,
      allowInsecureAuth: true,
      closeTimeout: 0,
      onConnect: (_session, done) => meet('connect', done),
      onAuth: ({ username, password }, _session, done) => {
        const known = username === USER.user && password === USER.password;
        meet('auth', (error) => {
          if (error) return done(error);
          if (known) return done(null, { user: username });
          done(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 }));
        });
      },
      onMailFrom: (_address, _session, done) => meet('sender', done),
      onRcptTo: (_address, session, done) => {
        if (this.#next !== 'reset') return meet('recipient', done);
        this.#next = undefined;
        this.#end(session);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => meet('data', (error) => void this.#take(error, { chunks, session, done })));
      },
    });
    this.#server.on('error', () => undefined);
  }

  static async open(options: { secure?: boolean; startTls?: boolean; login?: boolean } = {}): Promise<SmtpTestServer> {
    const server = new SmtpTestServer({ secure: false, startTls: false, login: false, ...options });
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** Fails at the next mail. */
  misbehave(how: Misbehaviour): void {
    this.#next = how;
  }

  /** The interface that the contract suite of mailers expects. */
  failNext(kind: FailureKind, retryAfterMs: number | undefined): void {
    const quoted = '<kurse@example.org> of Kochschule Muster: https://example.org/c0ffee';
    if (kind === 'lost_answer') this.misbehave('cut');
    else if (kind === 'permanent') this.misbehave({ at: 'recipient', status: 550, text: `5.1.1 ${quoted} is unknown` });
    else {
      const again = retryAfterMs === undefined ? 'later' : `in ${retryAfterMs / 1000} seconds`;
      this.misbehave({ at: 'recipient', status: 450, text: `4.2.0 ${quoted} is greylisted, try again ${again}` });
    }
  }

  reset(): void {
    this.taken.length = 0;
    this.#next = undefined;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #take(
    refused: Error | null | undefined,
    {
      chunks,
      session,
      done,
    }: { chunks: Buffer[]; session: SMTPServerSession; done: (e?: Error | null, m?: string) => void },
  ): Promise<void> {
    if (refused) return done(refused);
    const raw = Buffer.concat(chunks).toString('utf8');
    const { mailFrom, rcptTo } = session.envelope;
    this.taken.push({
      session,
      sender: mailFrom === false ? '' : mailFrom.address,
      recipients: rcptTo.map(({ address }) => address),
      raw,
      mail: await PostalMime.parse(raw),
    });
    const next = this.#next;
    this.#next = undefined;
    if (next === 'hang') return;
    if (next === 'cut') return this.#end(session);
    done(null, `2.0.0 Ok: queued as Q${this.taken.length}`);
  }

  #end(session: SMTPServerSession): void {
    for (const connection of this.#server.connections) if (connection.session.id === session.id) connection.close();
  }
}
