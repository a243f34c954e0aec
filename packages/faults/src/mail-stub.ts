import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { AcceptedMail } from './history/history.ts';

/** Stands in for SendGrid, and counts what it accepted. */
export interface MailStub {
  readonly url: string;
  /** How often each mail was accepted, by our message id. */
  readonly accepted: ReadonlyMap<string, number>;
  /** Each that was accepted, copies too, in their sequence. */
  readonly log: AcceptedMail[];
  /** The paths of the links that confirm, in the texts of those that were accepted. */
  readonly links: readonly string[];
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
  readonly personalizations?: readonly {
    readonly custom_args?: { readonly message_id?: string; readonly mail_kind?: string };
  }[];
}

/** Starts a provider that takes `latencyMs` to accept a mail. */
export async function startMailStub(latencyMs: number): Promise<MailStub> {
  const accepted = new Map<string, number>();
  const log: AcceptedMail[] = [];
  const links: string[] = [];
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
    const text = Buffer.concat(chunks).toString();
    const body = JSON.parse(text || '{}') as SentBody;
    links.push(...(/\/api\/confirm\/[0-9a-f]{64}/.exec(text) ?? []));
    for (const { custom_args: args } of body.personalizations ?? []) {
      const id = args?.message_id ?? '';
      accepted.set(id, (accepted.get(id) ?? 0) + 1);
      log.push({ messageId: id, kind: args?.mail_kind ?? '', at: Date.now() });
    }
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
    links,
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
