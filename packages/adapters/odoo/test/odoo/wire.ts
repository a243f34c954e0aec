import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

/** A call as received. */
export interface Received {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** A fault, as Odoo raises one. */
export class Fault extends Error {
  readonly code: number;
  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

interface CallReader {
  deserializeMethodCall(stream: Readable, read: (error: unknown, method: string, params: unknown[]) => void): void;
}

const CallReaderClass = createRequire(import.meta.url)('xmlrpc/lib/deserializer.js') as new () => CallReader;

/** Parses a call with the server half of the library. */
export function readCall(xml: string): Promise<Received> {
  return new Promise((resolve, reject) => {
    new CallReaderClass().deserializeMethodCall(Readable.from([xml]), (error, method, params) =>
      error ? reject(error) : resolve({ method, params }),
    );
  });
}

const HEAD = "<?xml version='1.0'?>\n<methodResponse>\n";
const TAIL = '</methodResponse>\n';

/** Encodes an answer as Python does. @throws Fault for values that Python can't marshal */
export function answerXml(value: unknown): string {
  return `${HEAD}<params>\n<param>\n${valueXml(value)}</param>\n</params>\n${TAIL}`;
}

export function faultXml(code: number, text: string): string {
  return `${HEAD}<fault>\n${valueXml({ faultCode: code, faultString: text })}</fault>\n${TAIL}`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function valueXml(value: unknown): string {
  return `<value>${innerXml(value)}</value>\n`;
}

function innerXml(value: unknown): string {
  if (value === null || value === undefined)
    throw new Fault(
      1,
      'Traceback (most recent call last):\n  File "odoo/http.py", line 1\nTypeError: cannot marshal None unless allow_none is enabled\n',
    );
  if (typeof value === 'boolean') return `<boolean>${Number(value)}</boolean>`;
  if (typeof value === 'number') return `<int>${value}</int>`;
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (Array.isArray(value)) return `<array><data>\n${value.map(valueXml).join('')}</data></array>`;
  const members = Object.entries(value as object).map(
    ([name, each]) => `<member>\n<name>${escaped(name)}</name>\n${valueXml(each)}</member>\n`,
  );
  return `<struct>\n${members.join('')}</struct>`;
}
