import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InboundMail } from '@miomente/booking-domain';
import { inboundMailReceiver } from '../src/index.ts';

/** The domain of our addresses here. */
export const DOMAIN = 'answers.example.org';
/** One of them. */
export const TO: string = `b7-0123456789abcdefghijklmnop@${DOMAIN}`;

/** A mail as its sender's program wrote it, with the line ends of mail. */
export function mailOf(name: string): string {
  return readFileSync(`${import.meta.dirname}/mails/${name}.eml`, 'utf8')
    .replaceAll('{{to}}', TO)
    .replaceAll(/\r?\n/g, '\r\n');
}

/** What came of handing a mail in. */
export type Read = InboundMail | 'unreadable' | 'too_large';

/** Posts bodies to a server that reads them, as SendGrid does; resolves with what was read. */
export async function aReader() {
  const receiver = inboundMailReceiver({ domain: DOMAIN, secret: 'x'.repeat(32) });
  const results: Promise<Read>[] = [];
  const server = createServer(async (request, response) => {
    const result = receiver.read(request);
    results.push(result);
    await result;
    response.end('ok');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    receiver,
    stop: () => server.close(),
    post: async (body: BodyInit, headers: Record<string, string> = {}): Promise<Read> => {
      const place = results.length;
      await fetch(url, { method: 'POST', body, headers });
      const result = results[place];
      if (result === undefined) throw new Error('Nothing was read.');
      return result;
    },
  };
}

/** More that SendGrid tells of a mail. */
export interface Told {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly SPF?: string;
  readonly dkim?: string;
}

/** SendGrid's form of a mail, where it is told to post the mail raw. */
export function rawForm(mail: string | Uint8Array, told: Told = {}): FormData {
  const form = common(told);
  form.set('email', typeof mail === 'string' ? new Blob([Buffer.from(mail)]) : new Blob([Buffer.from(mail)]));
  return form;
}

/** SendGrid's form of a mail that it has parsed itself. */
export function parsedForm(
  headers: string,
  fields: Readonly<Record<string, string | Blob>>,
  told: Told = {},
): FormData {
  const form = common(told);
  form.set('headers', headers);
  form.set('charsets', '{"to":"UTF-8","from":"UTF-8","subject":"UTF-8","text":"utf-8","html":"utf-8"}');
  form.set('attachments', '0');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

function common({
  from = 'kurse@kochschule.example',
  to = [TO],
  SPF = 'pass',
  dkim = '{@kochschule.example : pass}',
}: Told) {
  const form = new FormData();
  form.set('envelope', JSON.stringify({ to, from }));
  form.set('SPF', SPF);
  form.set('dkim', dkim);
  form.set('sender_ip', '192.0.2.7');
  form.set('subject', 'Re: Neue Buchung');
  form.set('spam_score', '0.1');
  return form;
}
