import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startTcpProxy } from '../src/tcp-proxy.ts';

/** An echo server behind a proxy. */
async function echoBehindProxy() {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const proxy = await startTcpProxy(`tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  onTestFinished(async () => {
    await proxy.stop();
    server.close();
  });
  return proxy;
}

async function client(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.setEncoding('utf8');
  await once(socket, 'connect');
  return socket;
}

async function echoOf(socket: Socket, text: string): Promise<unknown> {
  socket.write(text);
  const [heard] = await once(socket, 'data');
  return heard;
}

it('forwards data in order, also with a delay', async () => {
  const proxy = await echoBehindProxy();
  const socket = await client(proxy.url);
  expect(await echoOf(socket, 'a')).toBe('a');
  proxy.delay(20);
  let heard = '';
  socket.on('data', (text: string) => {
    heard += text;
  });
  for (const letter of 'bcdef') await new Promise<void>((resolve) => socket.write(letter, () => resolve()));
  while (heard.length < 5) await once(socket, 'data');
  expect(heard).toBe('bcdef');
});

it('forwards an answer byte by byte, and the rest at once when that ends', async () => {
  const proxy = await echoBehindProxy();
  const socket = await client(proxy.url);
  proxy.drip(5);
  const pieces: string[] = [];
  socket.on('data', (text: string) => pieces.push(text));
  socket.write('abc');
  while (pieces.join('') !== 'abc') await once(socket, 'data');
  expect(pieces[0]).toBe('a');
  proxy.drip(0);
  socket.write('defghi');
  while (pieces.join('') !== 'abcdefghi') await once(socket, 'data');
});

it('cuts an answer after so many bytes, once', async () => {
  const proxy = await echoBehindProxy();
  const socket = await client(proxy.url);
  expect(await echoOf(socket, 'a')).toBe('a');
  proxy.cutAfter(3);
  let heard = '';
  socket.on('data', (text: string) => {
    heard += text;
  });
  const ended = once(socket, 'end');
  socket.write('bcdefg');
  await ended;
  expect(heard).toBe('bcd');
  expect(await echoOf(await client(proxy.url), 'hijkl')).toBe('hijkl');
});

it('takes an answer from the server that never reaches the client', async () => {
  const proxy = await echoBehindProxy();
  const socket = await client(proxy.url);
  proxy.loseNextAnswer();
  const closed = once(socket, 'close');
  socket.write('a');
  await closed;
  expect(await echoOf(await client(proxy.url), 'b')).toBe('b');
});

it('resets existing connections', async () => {
  const proxy = await echoBehindProxy();
  const socket = await client(proxy.url);
  expect(await echoOf(socket, 'a')).toBe('a');
  const broken = once(socket, 'error');
  proxy.reset();
  expect(await broken).toMatchObject([{ code: 'ECONNRESET' }]);
});

it('refuses new connections and keeps existing ones, until it admits new ones again', async () => {
  const proxy = await echoBehindProxy();
  const socket = await client(proxy.url);
  proxy.refuse();
  await expect(client(proxy.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await echoOf(socket, 'a')).toBe('a');
  await proxy.admit();
  expect(await echoOf(await client(proxy.url), 'b')).toBe('b');
});

it('drops data without closing a connection, and closes it on heal', async () => {
  const proxy = await echoBehindProxy();
  const socket = await client(proxy.url);
  proxy.fallSilent();
  const late = await client(proxy.url);
  late.write('lost');
  const closed = Promise.all(
    [socket, late].map((each) => new Promise((resolve) => each.on('error', () => {}).once('close', resolve))),
  );
  proxy.heal();
  await closed;
  expect(await echoOf(await client(proxy.url), 'c')).toBe('c');
});
