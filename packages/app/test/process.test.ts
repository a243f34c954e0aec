import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cannotListen, freePort } from '../src/process/free-port.ts';
import { noteInstance, runningInstance } from '../src/process/instance-file.ts';
import { localUrl } from '../src/process/public-url.ts';
import { Started } from '../src/process/started.ts';
import { dataFolder } from './support/environment.ts';

const folder = dataFolder();

async function serve(port: number, status = 200): Promise<Server> {
  const server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return server;
}
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

describe('a free port', () => {
  it('is one that can be listened on, and the next one when that is taken', async () => {
    const first = await freePort('127.0.0.1');
    await serve(first);
    expect(await freePort('127.0.0.1')).toBeGreaterThan(first);
  });

  it('says what to do about a host that is not here', async () => {
    await expect(freePort('192.0.2.1')).rejects.toThrow(/192\.0\.2\.1 can't be listened on .*Use HOST=127\.0\.0\.1/);
  });
});

it('says what a low port needs', async () => {
  // Root may listen anywhere, so the refusal comes from a server that stands in for the kernel's.
  const refuse = new Error('denied') as NodeJS.ErrnoException;
  refuse.code = 'EACCES';
  expect(cannotListen('127.0.0.1', 80, refuse).message).toMatch(/ports below 1024 need a privilege.*PORT=8080/s);
  expect(cannotListen('127.0.0.1', 8080, refuse).message).toMatch(/can't be listened on \(EACCES\)/);
});

describe('the local address', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://localhost:80'],
    ['::', 'http://localhost:80'],
    ['::1', 'http://[::1]:80'],
  ])('of a server on %s is %s', (host, url) => expect(localUrl(host, 80)).toBe(url));
});

describe('the note of a running instance', () => {
  it('is found while it serves, and gone when it stops', async () => {
    const server = await serve(0);
    const forget = noteInstance(folder, urlOf(server));
    expect(await runningInstance(folder)).toEqual({ url: urlOf(server), pid: process.pid });
    forget();
    expect(await runningInstance(folder)).toBeUndefined();
  });

  it('running#stopped-at-any-time · stays that of the first process for as long as it lives', async () => {
    const server = await serve(0);
    const note = join(folder, 'instance.json');
    writeFileSync(note, JSON.stringify({ url: urlOf(server), pid: process.ppid }));
    noteInstance(folder, 'http://127.0.0.1:9')();
    expect(await runningInstance(folder)).toEqual({ url: urlOf(server), pid: process.ppid });
    rmSync(note);
  });

  it('means nothing when its process was killed', async () => {
    noteInstance(folder, 'http://127.0.0.1:9');
    expect(await runningInstance(folder)).toBeUndefined();
  });

  it('means nothing in a folder that was never used', async () => {
    expect(await runningInstance(`${folder}-never`)).toBeUndefined();
  });
});

describe('what has been started', () => {
  it('running#stopped-at-any-time · a second call waits for what the first has begun to stop', async () => {
    const started = new Started();
    let end = (): void => {};
    started.add(() => new Promise<void>((resolve) => (end = resolve)));
    const first = started.stopAll();
    let over = false;
    const second = started.stopAll().then(() => {
      over = true;
    });
    await Promise.resolve().then(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    end();
    await Promise.all([first, second]);
    expect(over).toBe(true);
  });

  it('is stopped in reverse, each after the one before, once', async () => {
    const stopped: string[] = [];
    const started = new Started();
    started.add(() => void stopped.push('database'));
    started.add(async () => {
      await new Promise(setImmediate);
      stopped.push('server');
    });
    await started.stopAll();
    await started.stopAll();
    expect(stopped).toEqual(['server', 'database']);
  });

  it('is stopped even when something of it fails to', async () => {
    const stopped: string[] = [];
    const started = new Started();
    started.add(() => void stopped.push('database'));
    started.add(() => Promise.reject(new Error('stuck')));
    await expect(started.stopAll()).rejects.toThrow('Not everything stopped in good order.');
    expect(stopped).toEqual(['database']);
  });
});
