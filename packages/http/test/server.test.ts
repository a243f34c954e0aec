import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import Koa from 'koa';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type RunningServer, startServer } from '../src/server.ts';
import { DEFAULT_LIMITS, type HttpLimits } from '../src/settings.ts';
import { send } from './client.ts';

const LOCAL = { host: '127.0.0.1', port: 0 };
let server: RunningServer | undefined;
afterEach(() => server?.stop());

/** An app that answers when the test says so. */
function waitingApp(): { app: Koa; asked: Promise<void>; answer: () => void } {
  let answer = (): void => undefined;
  let ask = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const app = new Koa();
  app.use(async (ctx) => {
    ask();
    await released;
    ctx.body = 'done';
  });
  return { app, asked, answer };
}

describe('where to listen', () => {
  it('any free port, reported with its URL', async () => {
    server = await startServer(new Koa(), LOCAL);
    expect(server.port).toBeGreaterThan(0);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await send(server.url, 'GET', '/')).status).toBe(404);
  });

  it('a port in use: the error says so, and what to do', async () => {
    server = await startServer(new Koa(), LOCAL);
    const { port } = server;
    await expect(startServer(new Koa(), { host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program. Stop that program, or choose another port, such as PORT=${port + 1}.`,
    );
  });

  it('an address of another machine: the error says what to do', async () => {
    await expect(startServer(new Koa(), { host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'HOST=192.0.2.1 is no address of this machine. Use HOST=0.0.0.0 for all of its addresses.',
    );
  });
});

describe('stopping', () => {
  it('finishes requests in progress, and accepts no new ones', async () => {
    const { app, asked, answer } = waitingApp();
    server = await startServer(app, LOCAL);
    const underWay = send(server.url, 'GET', '/');
    await asked;
    const stopped = server.stop();
    await expect(send(server.url, 'GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    answer();
    expect((await underWay).text).toBe('done');
    await stopped;
  });

  it('does not wait for idle connections', async () => {
    const { app, asked, answer } = waitingApp();
    server = await startServer(app, { ...LOCAL, limits: { ...DEFAULT_LIMITS, drainMs: 3_600_000 } });
    const agent = new Agent({ keepAlive: true });
    const idle = connect(server.port, '127.0.0.1');
    await once(idle, 'connect');
    const sent = request({ port: server.port, host: '127.0.0.1', agent });
    sent.end();
    await asked;
    const stopped = server.stop();
    answer();
    const [received] = await once(sent, 'response');
    received.resume();
    await stopped;
    agent.destroy();
    idle.destroy();
  });

  it('running#leaving: F26 a stopping server continues to serve, and closes each connection after an answer that says so', async () => {
    const app = new Koa();
    app.use((ctx) => {
      ctx.body = 'served';
    });
    server = await startServer(app, LOCAL);
    const { port } = server;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answer = async (): Promise<[number | undefined, string | undefined]> => {
      const sent = request({ port, host: '127.0.0.1', agent });
      sent.end();
      const [received] = await once(sent, 'response');
      received.resume();
      await once(received, 'end');
      return [received.statusCode, received.headers.connection];
    };
    expect(await answer()).toEqual([200, 'keep-alive']);
    server.partWays();
    // An idle connection is not closed while a request may be on its way.
    expect(await answer()).toEqual([200, 'close']);
    expect(await answer()).toEqual([200, 'close']);
    agent.destroy();
  });

  it('running#leaving: F26 a server that has parted answers a request that comes on a connection from right before the end', async () => {
    const app = new Koa();
    app.use((ctx) => {
      ctx.body = 'served';
    });
    server = await startServer(app, LOCAL);
    server.partWays();
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    // The server knows of the connection once it has answered on another one.
    await send(server.url, 'GET', '/');
    const stopped = server.stop();
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('200 OK');
    await stopped;
  });

  it('closes what has not finished in time', async () => {
    const { app, asked } = waitingApp();
    server = await startServer(app, { ...LOCAL, limits: { ...DEFAULT_LIMITS, drainMs: 10 } });
    const stuck = send(server.url, 'GET', '/').catch((error: NodeJS.ErrnoException) => error.code);
    await asked;
    await server.stop();
    expect(await stuck).toBe('ECONNRESET');
  });

  it('twice is the same as once', async () => {
    server = await startServer(new Koa(), LOCAL);
    await Promise.all([server.stop(), server.stop()]);
  });
});

describe('attack input · slow clients', () => {
  /** Short for one of the two, so that only that limit can apply. */
  const SHORT = {
    headers: { ...DEFAULT_LIMITS, headersMs: 200, requestMs: 3_600_000 },
    bodies: { ...DEFAULT_LIMITS, headersMs: 200, requestMs: 400 },
  };

  /** An app that waits for the whole body. */
  async function open(limits: HttpLimits): Promise<RunningServer> {
    const app = new Koa();
    app.use(async (ctx) => {
      for await (const _chunk of ctx.req);
    });
    app.on('error', () => undefined);
    server = await startServer(app, { ...LOCAL, limits });
    return server;
  }

  /** Sends a start, then byte by byte while the server listens. @returns its answer, and the number of bytes */
  async function drip(
    limits: HttpLimits,
    start: string,
    each: string,
  ): Promise<{ readonly received: string; readonly drips: number }> {
    const { port } = await open(limits);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(start);
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    let drips = 0;
    const dripping = setInterval(() => {
      drips += 1;
      socket.write(each);
    }, 10);
    await once(socket, 'close');
    clearInterval(dripping);
    return { received, drips };
  }

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost:', ''],
    ['bodies', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{', ''],
    ['headers that drip, header after header', 'GET / HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n'],
    ['headers that drip, letter after letter', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: ', 'b'],
    ['bodies that drip', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n', 'x'],
    ['bodies that drip in chunks', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
  ])('%s are disconnected', async (what, start, each) => {
    const limits = what.startsWith('headers') ? SHORT.headers : SHORT.bodies;
    const { received, drips } = await drip(limits, start, each);
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    expect(drips).toBeGreaterThan(0);
  });

  it('api#slow-clients a client that never reads its answer is disconnected; an idle one is not', async () => {
    const size = 32 * 1024 * 1024;
    const large = Buffer.alloc(size);
    const cut = new Set<unknown>();
    const app = new Koa();
    app.use(async (ctx) => {
      ctx.body = ctx.path === '/large' ? large : 'small';
      if (ctx.path === '/large') ctx.req.socket.once('close', () => cut.add(ctx.req.socket));
    });
    app.on('error', () => undefined);
    server = await startServer(app, { ...LOCAL, limits: { ...DEFAULT_LIMITS, answerMs: 400, idleMs: 3_600_000 } });
    const { port } = server;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async () => {
      const asked = request({ port, host: '127.0.0.1', agent }).end();
      const [received] = await once(asked, 'response');
      await once(received.resume(), 'end');
      return asked.socket;
    };
    const kept = await ask();

    const silent = [1, 3].map((requests) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.pause();
      socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(requests));
      return socket;
    });
    await vi.waitFor(() => expect(cut.size).toBe(2), { timeout: 20_000, interval: 10 });
    for (const socket of silent) {
      let read = 0;
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('data', (chunk: Buffer) => {
        read += chunk.length;
      });
      socket.resume();
      await closed;
      // Only what the kernel had buffered.
      expect(read).toBeLessThan(size);
    }
    expect(await ask()).toBe(kept);
    agent.destroy();
  });

  it('a client within the limits is answered', async () => {
    const { url } = await open(SHORT.bodies);
    expect((await send(url, 'POST', '/', { body: 'x' })).status).toBe(404);
  });
});
