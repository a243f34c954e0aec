import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { AcceptedMail } from './history/history.ts';

/** What somebody who got a mail can do with it. */
export interface Letter {
  readonly messageId: string;
  /** Null where it is about several bookings. */
  readonly bookingId: number | null;
  readonly to: string;
  readonly replyTo: string;
  /** The secret parts of the links that confirm, one for each booking. */
  readonly confirmTokens: readonly string[];
}

/** Stands in for SendGrid, and counts what it accepted. */
export interface MailStub {
  readonly url: string;
  /** How often each mail was accepted, by our message id. */
  readonly accepted: ReadonlyMap<string, number>;
  /** Each that was accepted, copies too, in their sequence. */
  readonly log: AcceptedMail[];
  /** The newest letters, the last one last. */
  readonly letters: readonly Letter[];
  /** The next mails are accepted and their answers cut. */
  cutNext(count: number): void;
  /** What the next mails meet instead of being taken: a status, with or without `Retry-After`. */
  refuseNext(count: number, status: number, retryAfterSeconds?: number): void;
  /** How many were accepted without an answer. */
  readonly lostAnswers: number;
  /** From now on it answers that it is out of service; or no longer. */
  setDown(down: boolean): void;
  stop(): Promise<void>;
}

interface SentBody {
  readonly reply_to?: { readonly email?: string };
  readonly content?: readonly { readonly value?: string }[];
  readonly personalizations?: readonly {
    readonly to?: readonly { readonly email?: string }[];
    readonly custom_args?: { readonly message_id?: string; readonly mail_kind?: string; readonly booking_id?: string };
  }[];
}

const KEPT_LETTERS = 300;

/** Starts a provider that takes `latencyMs` to accept a mail. */
export async function startMailStub(latencyMs: number): Promise<MailStub> {
  const accepted = new Map<string, number>();
  const log: AcceptedMail[] = [];
  const letters: Letter[] = [];
  let toCut = 0;
  let lostAnswers = 0;
  let refusals: readonly { readonly status: number; readonly retryAfterSeconds?: number | undefined }[] = [];
  let isDown = false;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (isDown) return void response.writeHead(503).end();
    const [refusal, ...later] = refusals;
    if (refusal !== undefined) {
      refusals = later;
      const { status, retryAfterSeconds } = refusal;
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return void response.writeHead(status, headers).end();
    }
    await delay(latencyMs);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as SentBody;
    for (const { custom_args: args, to } of body.personalizations ?? []) {
      const id = args?.message_id ?? '';
      letters.push(letterOf(body, { id, booking: args?.booking_id, to: to?.[0]?.email }));
      accepted.set(id, (accepted.get(id) ?? 0) + 1);
      log.push({ messageId: id, kind: args?.mail_kind ?? '', at: Date.now() });
    }
    letters.splice(0, letters.length - KEPT_LETTERS);
    if (toCut > 0) {
      toCut -= 1;
      lostAnswers += 1;
      return void response.destroy();
    }
    response.writeHead(202, { 'x-message-id': 'stub' }).end();
  };
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    accepted,
    log,
    letters,
    cutNext: (count) => {
      toCut += count;
    },
    refuseNext: (count, status, retryAfterSeconds) => {
      refusals = [...refusals, ...Array.from({ length: count }, () => ({ status, retryAfterSeconds }))];
    },
    get lostAnswers() {
      return lostAnswers;
    },
    setDown: (down) => {
      isDown = down;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function letterOf(
  { reply_to: replyTo, content }: SentBody,
  { id, booking, to }: { readonly id: string; readonly booking: string | undefined; readonly to: string | undefined },
): Letter {
  const links = (content ?? []).flatMap(({ value }) => [...(value ?? '').matchAll(/\/api\/confirm\/([\w-]+)/g)]);
  return {
    messageId: id,
    bookingId: booking === undefined ? null : Number(booking),
    to: to ?? '',
    replyTo: replyTo?.email ?? '',
    confirmTokens: [...new Set(links.map(([, token = '']) => token))],
  };
}
