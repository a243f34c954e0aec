import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import type { HttpLimits } from './settings.ts';

/** A server's connections, and which of them are in use. */
export interface Connections {
  /** Closes each connection after its next answer, which says so. */
  partWays(): void;
  /** Closes idle connections at once, and the others after their answer. */
  wind(): void;
  /** The answer in progress on a connection. */
  answerOn(socket: Duplex): ServerResponse | undefined;
}

/** The answers in progress on a connection, each with the instant at which sending was first noticed. */
type Answers = Map<ServerResponse, number | undefined>;

/**
 * Tracks a server's connections from the start. Node's `closeIdleConnections` does not close connections that have sent
 * nothing yet, such as those that browsers open in advance. It also waits for ever for a client that does not read its
 * answer; here such a connection is closed after `answerMs`.
 */
export function watchConnections(server: Server, { answerMs }: Pick<HttpLimits, 'answerMs'>): Connections {
  const answering = new Map<Socket, Answers>();
  let parting = false;
  let winding = false;
  const release = (socket: Socket): void => {
    if (winding && answering.get(socket)?.size === 0) socket.destroySoon();
  };
  const partWays = (): void => {
    parting = true;
    for (const answers of answering.values()) {
      for (const response of answers.keys()) if (!response.headersSent) response.setHeader('Connection', 'close');
    }
  };
  server.on('connection', (socket) => {
    answering.set(socket, new Map());
    socket.once('close', () => answering.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    const answers = answering.get(socket);
    answers?.set(response, undefined);
    if (parting) response.setHeader('Connection', 'close');
    response.once('close', () => {
      answers?.delete(response);
      release(socket);
    });
  });
  const checking = setInterval(
    () => {
      for (const [socket, answers] of answering) if (isUnread(answers, answerMs)) socket.destroy();
    },
    Math.min(answerMs / 2, 5_000),
  ).unref();
  server.once('close', () => clearInterval(checking));
  return {
    answerOn: (socket) =>
      answering
        .get(socket as Socket)
        ?.keys()
        .next().value,
    partWays,
    wind: () => {
      const hasParted = parting;
      winding = true;
      partWays();
      const closeIdle = (): void => {
        for (const socket of answering.keys()) release(socket);
      };
      // A client that was asked to part has a new connection, whose request may be on its way.
      if (hasParted) setTimeout(closeIdle, ON_ITS_WAY_MS);
      else closeIdle();
    },
  };
}

/** How long the first request on a new connection may take to arrive while the server stops. */
const ON_ITS_WAY_MS = 300;

/** Whether sending an answer has taken too long; remembers when each one started. */
function isUnread(answers: Answers, answerMs: number): boolean {
  const now = performance.now();
  for (const [response, since] of answers) {
    if (since === undefined && response.headersSent) answers.set(response, now);
    if (since !== undefined && now - since > answerMs) return true;
  }
  return false;
}
