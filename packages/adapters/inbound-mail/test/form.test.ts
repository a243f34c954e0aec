import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { MAX_FORM_BYTES, readForm } from '../src/form.ts';
import { inboundMailReceiver } from '../src/index.ts';
import { MAX_TEXT, readMime } from '../src/mime.ts';
import { aReader, DOMAIN, mailOf, parsedForm, type Read, rawForm, TO } from './sent.ts';

const reader = await aReader();
afterAll(() => reader.stop());

const HEADERS = 'From: kurse@kochschule.example\nMessage-ID: <a@kochschule.example>\nTo: x@y.example\n';
const MB = 1024 * 1024;
function mail(read: Read) {
  if (typeof read === 'string') throw new Error(`It is ${read}.`);
  return read;
}
/** A request whose form is written to it, without a server. */
function aRequest() {
  const request = new PassThrough();
  const headers = { 'content-type': 'multipart/form-data; boundary=B' };
  return Object.assign(request, { headers, complete: false }) as unknown as PassThrough & IncomingMessage;
}
function send(request: PassThrough & IncomingMessage, parts: readonly (readonly [string, string])[]): void {
  const written = parts.map(
    ([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  request.complete = true;
  request.end(`${written.join('')}--B--\r\n`);
}
const encoded = (text: string, encoding: BufferEncoding): Blob => new Blob([Buffer.from(text, encoding)]);

describe('replies#webhook · the form as SendGrid sends it', () => {
  it('parsed: each text is in the charset that SendGrid names for it', async () => {
    const charsets = '{"to":"UTF-8","html":"us-ascii","subject":"UTF-8","from":"UTF-8","text":"iso-8859-1"}';
    const form = parsedForm(HEADERS, { text: encoded('Für zwölf Gäste', 'latin1'), charsets });
    expect(mail(await reader.post(form)).text).toBe('Für zwölf Gäste');
    const unknown = parsedForm(HEADERS, { text: 'Für zwölf', charsets: '{"text":"x-nonsense"}' });
    expect(mail(await reader.post(unknown)).text).toBe('Für zwölf');
  });

  it('parsed: without a text, that of the HTML; of both, the text', async () => {
    const html = '<p>Aus <b>HTML</b></p><blockquote type="cite">Alt</blockquote>';
    expect(mail(await reader.post(parsedForm(HEADERS, { html }))).text).toBe('Aus HTML');
    expect(mail(await reader.post(parsedForm(HEADERS, { html, text: 'Aus Text' }))).text).toBe('Aus Text');
  });

  it('the recipients are the envelope’s; without one, those that the mail names', async () => {
    const form = parsedForm(`${HEADERS}Cc: <${TO}>\n`, { text: 'x' });
    expect(mail(await reader.post(form)).recipients).toEqual([TO]);
    form.set('envelope', 'no JSON');
    expect(mail(await reader.post(form)).recipients).toEqual(['x@y.example', TO]);
  });

  it.each([
    ['no form at all', 'hello', { 'content-type': 'text/plain' }],
    ['JSON', '{}', { 'content-type': 'application/json' }],
    ['a form without its boundary', 'x', { 'content-type': 'multipart/form-data' }],
    [
      'a form that breaks off',
      '--B\r\nContent-Disposition: form-data; name="headers"\r\n\r\nFrom: a',
      { 'content-type': 'multipart/form-data; boundary=B' },
    ],
    ['a form with nothing in it', '--B--\r\n', { 'content-type': 'multipart/form-data; boundary=B' }],
  ])('%s is unreadable', async (_, body, headers) => {
    expect(await reader.post(body, headers)).toBe('unreadable');
  });

  it('a sender who goes away holds up nobody', async () => {
    const { hostname, port } = new URL(reader.url);
    for (let n = 0; n < 8; n += 1) {
      const socket = connect(Number(port), hostname);
      const head =
        'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 999\r\n\r\n--B\r\n';
      await new Promise<void>((resolve) => {
        socket.write(head, () => resolve());
      });
      socket.resetAndDestroy();
    }
    expect(mail(await reader.post(rawForm(mailOf('gmail-en')))).origin).toBe('person');
  });

  it('a mail of 30 MB is read, raw and parsed, and its attachment kept nowhere', async () => {
    const attachment = `${'A'.repeat(76)}\r\n`.repeat(Math.floor((29 * MB) / 78));
    const raw = `From: kurse@kochschule.example\r\nMessage-ID: <big@a>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment}--B\r\nContent-Type: text/plain\r\n\r\nDas stand hinter dem Anhang.\r\n--B--\r\n`;
    const fromRaw = mail(await reader.post(rawForm(raw)));
    expect(fromRaw.text).toBe('Das stand hinter dem Anhang.');
    const form = parsedForm(HEADERS, { text: 'Anbei.', attachments: '1' });
    form.set('attachment1', new Blob([Buffer.alloc(29 * MB, 65)]), 'a.pdf');
    const parsed = mail(await reader.post(form));
    expect(parsed.text).toBe('Anbei.');
    for (const read of [fromRaw, parsed]) expect(JSON.stringify(read).length).toBeLessThan(1_000);
  });

  it('of a text only its beginning is read, and beyond the limit nothing is', async () => {
    const long = mail(await reader.post(parsedForm(HEADERS, { text: 'Wort '.repeat(2 * MB) })));
    expect(long.text.length).toBe(4_000);
    const form = parsedForm(HEADERS, { text: 'x' });
    form.set('attachment1', new Blob([Buffer.alloc(MAX_FORM_BYTES)]), 'a.pdf');
    expect(await reader.post(form)).toBe('too_large');
  });

  it.each([
    ['headers beyond all measure', `X-A: ${'a'.repeat(76)}\r\n`.repeat(20_000), ''],
    [
      'thousands of parts',
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n',
      '--B\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(2_000),
    ],
  ])('a raw mail with %s is read to its end, and unreadable', async (_, headers, parts) => {
    const raw = `From: kurse@kochschule.example\r\n${headers}\r\n${parts}${'Wort '.repeat(MB)}`;
    expect(await reader.post(rawForm(raw))).toBe('unreadable');
    expect(mail(await reader.post(rawForm(mailOf('gmail-en')))).origin).toBe('person');
  });

  it('parsed, with headers beyond all measure: unreadable, so that it is not sent again for days', async () => {
    expect(await reader.post(parsedForm(`${HEADERS}${'X: y\n'.repeat(20_000)}`, { text: 'x' }))).toBe('unreadable');
  });

  it('no more of its texts is looked at than can be looked at in one go', async () => {
    const body = 'Wort\r\n'.repeat(MB);
    const parts = `--B\r\nContent-Type: text/plain\r\n\r\n${body}--B\r\nContent-Type: text/html\r\n\r\n${body}--B--\r\n`;
    const head = 'From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n';
    const { text, html } = await readMime(Readable.from([Buffer.from(head + parts)]));
    expect([text.length, html.length]).toEqual([MAX_TEXT, MAX_TEXT]);
    const long = `<p>Anfang</p><!--${'x'.repeat(70_000)}--><p>Ende</p>`;
    expect(mail(await reader.post(parsedForm(HEADERS, { html: long }))).text).toBe('Anfang');
    const styled = `<STYLE>${'p{}'.repeat(60_000)}</STYLE><p>Worte</p><style>p{}</style><p>İ</p><style>p`;
    expect(mail(await reader.post(parsedForm(HEADERS, { html: styled }))).text).toBe('Worte\n\nİ');
  });

  it('four are read at once; the next one’s first byte waits until one of them is done', async () => {
    const { read } = inboundMailReceiver({ domain: DOMAIN, secret: 'x'.repeat(32) });
    const requests = Array.from({ length: 6 }, () => aRequest());
    const reads = requests.map((request) => read(request));
    const begun = () => requests.map((request) => request.listenerCount('data') > 0);
    await nextTurn();
    expect(begun()).toEqual([true, true, true, true, false, false]);
    requests[2]?.destroy();
    expect(await reads[2]).toBe('unreadable');
    await nextTurn();
    expect(begun().slice(4)).toEqual([true, false]);
    for (const request of requests) send(request, [['headers', HEADERS]]);
    const [first, , , , , last] = await Promise.all(reads);
    for (const each of [first, last]) expect(mail(each ?? 'unreadable').author).toBe('kurse@kochschule.example');
  });

  it('of each part at most so much is kept, of two of one name the first, and of too many parts the first ones', async () => {
    const given = aRequest();
    const junk = Array.from({ length: 1_000 }, (_, n) => [`part${n}`, 'x'] as const);
    send(given, [['text', 'a'.repeat(2 * MAX_TEXT)], ['text', 'b'], ['attachment1', 'c'], ...junk, ['html', 'd']]);
    const form = await readForm(given);
    const fields = typeof form === 'string' ? undefined : [...form.fields];
    expect(fields?.map(([name, bytes]) => [name, bytes.length, bytes.toString().at(-1)])).toEqual([
      ['text', MAX_TEXT, 'a'],
    ]);
  });
});
