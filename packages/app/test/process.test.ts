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
  it('can be listened on; when it is taken, the next one is chosen', async () => {
    const first = await freePort('127.0.0.1');
    await serve(first);
    expect(await freePort('127.0.0.1')).toBeGreaterThan(first);
  });

  it('says what to do about a host that is not this machine', async () => {
    await expect(freePort('192.0.2.1')).rejects.toThrow(/192\.0\.2\.1 can't be listened on .*Use HOST=127\.0\.0\.1/);
  });
});

it('says what a low port requires', async () => {
  // Root may listen on any port, so a fake server refuses in place of the kernel.
  const refuse = new Error('denied') as NodeJS.ErrnoException;
  refuse.code = 'EACCES';
  expect(cannotListen('127.0.0.1', 80, refuse).message).toMatch(/ports below 1024 need a privilege.*PORT=8080/s);
  expect(cannotListen('127.0.0.1', 8080, refuse).message).toMatch(/can't be listened on \(EACCES\)/);
});

describe('the local URL', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://localhost:80'],
    ['::', 'http://localhost:80'],
    ['::1', 'http://[::1]:80'],
  ])('of a server on %s is %s', (host, url) => expect(localUrl(host, 80)).toBe(url));
});

describe('the file of a running instance', () => {
  it('exists while it serves, and is deleted when it stops', async () => {
    const server = await serve(0);
    const forget = noteInstance(folder, urlOf(server));
    expect(await runningInstance(folder)).toEqual({ url: urlOf(server), pid: process.pid });
    forget();
    expect(await runningInstance(folder)).toBeUndefined();
  });

  it('running#stopped-at-any-time · belongs to the first process while that runs', async () => {
    const server = await serve(0);
    const note = join(folder, 'instance.json');
    writeFileSync(note, JSON.stringify({ url: urlOf(server), pid: process.ppid }));
    noteInstance(folder, 'http://127.0.0.1:9')();
    expect(await runningInstance(folder)).toEqual({ url: urlOf(server), pid: process.ppid });
    rmSync(note);
  });

  it('is ignored when its process was killed', async () => {
    noteInstance(folder, 'http://127.0.0.1:9');
    expect(await runningInstance(folder)).toBeUndefined();
  });

  it('is missing in a new folder', async () => {
    expect(await runningInstance(`${folder}-never`)).toBeUndefined();
  });
});

describe('what has been started', () => {
  it('running#stopped-at-any-time · a second call waits for the stop that the first one began', async () => {
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

  it('is stopped in reverse order, one after the other, once', async () => {
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

  it('is stopped even when a part fails to stop', async () => {
    const stopped: string[] = [];
    const started = new Started();
    started.add(() => void stopped.push('database'));
    started.add(() => Promise.reject(new Error('stuck')));
    await expect(started.stopAll()).rejects.toThrow('Not everything stopped in good order.');
    expect(stopped).toEqual(['database']);
  });
});
