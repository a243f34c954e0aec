import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@miomente/booking-testing';
import type { Balancer } from '../balancer.ts';
import { ROOT } from '../matrix/copy.ts';
import type { ProductProcess } from '../product-process.ts';
import { nginxPath, opensslPath, runProgram } from './tools.ts';

/** nginx with the repository's own configuration, in which only ports, folders and the certificate are others. */
export interface Proxy extends Balancer {
  readonly url: string;
  /** The certificate that it shows. */
  readonly certificate: string;
  /** All that it has logged. */
  logs(): string;
}

/** @param ports of the two HTTP processes */
export async function startProxy(folder: string, ports: readonly number[]): Promise<Proxy> {
  const home = join(folder, 'nginx');
  mkdirSync(home);
  const [plain, tls] = [await freePort(), await freePort()];
  await runProgram(opensslPath(), [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ...['-keyout', join(home, 'privkey.pem'), '-out', join(home, 'fullchain.pem')],
  ]);
  const product = readFileSync(join(ROOT, 'deploy/nginx.conf'), 'utf8')
    .replace('127.0.0.1:3001', `127.0.0.1:${ports[0]}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${ports[1]}`)
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${tls} ssl`)
    .replaceAll('/etc/ssl/booking/', `${home}/`)
    .replaceAll('/var/log/nginx/', `${home}/`);
  const main = `daemon off; pid ${home}/pid; error_log ${home}/main-error.log; worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/fastcgi;
  uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
${product}
}
`;
  writeFileSync(join(home, 'main.conf'), main);
  const args = ['-c', join(home, 'main.conf'), '-p', home, '-e', join(home, 'main-error.log')];
  await runProgram(nginxPath(), [...args, '-t']);
  const child = spawn(nginxPath(), args, { stdio: 'ignore' });
  const url = `https://127.0.0.1:${tls}`;
  const behind: ProductProcess = {
    name: 'nginx',
    pid: child.pid ?? 0,
    url,
    ended: undefined,
    output: () => '',
    end: async () => {},
  };
  while (!(await fetch(`http://127.0.0.1:${plain}/`, { redirect: 'manual' }).catch(() => undefined))) await delay(20);
  return {
    url,
    certificate: readFileSync(join(home, 'fullchain.pem'), 'utf8'),
    next: () => behind,
    logs: () =>
      ['booking.log', 'booking-error.log', 'main-error.log']
        .map((name) => readFileSync(join(home, name), 'utf8'))
        .join('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'close');
    },
  };
}
