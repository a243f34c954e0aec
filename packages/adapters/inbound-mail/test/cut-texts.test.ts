import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { cutTexts } from '../src/cut-texts.ts';

const MAX_BYTES = 1_000;
const LINE = 'Guten Tag, das ist eine Zeile mit Text darin.\r\n';
const cut = async (lines: Iterable<string>): Promise<string> =>
  (await buffer(cutTexts(Readable.from(Array.from(lines, (line) => Buffer.from(line))), MAX_BYTES))).toString();

function part(headers: string, body: string): string {
  return `--b\r\n${headers}\r\n\r\n${body}\r\n`;
}

describe('replies#own-words · texts of any length', () => {
  it('of thirty megabytes of text the parser gets no more than the limit', async () => {
    const head = 'From: a@example.org\r\nContent-Type: text/plain\r\n\r\n';
    const many = LINE.repeat(1_000);
    const lines = [head, ...Array.from({ length: Math.ceil(30e6 / many.length) }, () => many)];
    expect(await cut(lines)).toBe(head + LINE.repeat(100).slice(0, MAX_BYTES));
  });

  it('each text is cut by itself, one without a type too; attachments and what is between the parts stay whole', async () => {
    const head = 'From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
    const long = 'x'.repeat(76).concat('\r\n').repeat(40);
    const mail = (text: string): string =>
      head +
      part('Content-Type: text/plain', text) +
      part('Content-Type: application/pdf', long.trimEnd()) +
      part('Content-Type: text/html', text) +
      part('X-Own: yes', text) +
      part('Content-Type: text/plain', 'short') +
      '--b--\r\n';
    expect(await cut([mail(long.trimEnd())])).toBe(mail(long.slice(0, MAX_BYTES)));
  });

  it('a mail that breaks off fails, and does not wait', async () => {
    const source = new Readable({ read: () => {} });
    source.push('From: a@example.org\r\n\r\nGuten');
    const failed = buffer(cutTexts(source, MAX_BYTES)).catch((error: unknown) => error);
    source.destroy(new Error('gone'));
    expect(await failed).toEqual(new Error('gone'));
  });
});
