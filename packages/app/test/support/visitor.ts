import { request } from 'node:http';

/** The headers of a browser when a person follows a link. */
const NAVIGATION = {
  accept: 'text/html',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
  'accept-language': 'de',
};

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
  readonly text: string;
}

/** `fetch` always sends `sec-fetch-mode: cors`. */
function exchange(method: string, url: URL, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      const { location, 'set-cookie': cookies = [] } = response.headers;
      response
        .on('end', () => resolve({ status: response.statusCode ?? 0, location, cookies, text }))
        .on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}

export interface Visit {
  readonly status: number;
  /** The visitor's URL after all redirects. */
  readonly path: string;
  readonly text: string;
}

/** A browser at the level of HTTP: headers, cookies with paths, redirects. It runs no scripts. */
export class Visitor {
  readonly #origin: string;
  readonly #address: string;
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  /** @param address the visitor's address, for a product that trusts a proxy */
  constructor(origin: string, address = '192.0.2.1') {
    this.#origin = origin;
    this.#address = address;
  }

  /** Follows a link: a path, or an absolute URL of the product. */
  open(link: string): Promise<Visit> {
    return this.#go('GET', link);
  }

  /** Submits a form. */
  send(path: string, form: Record<string, string> = {}): Promise<Visit> {
    return this.#go('POST', path, new URLSearchParams(form));
  }

  async #go(method: string, link: string, body?: URLSearchParams): Promise<Visit> {
    const url = new URL(link, this.#origin);
    const answer = await exchange(
      method,
      url,
      {
        ...NAVIGATION,
        'x-forwarded-for': this.#address,
        cookie: this.#cookiesFor(url.pathname),
        ...(body === undefined ? {} : FORM),
        ...(body === undefined ? {} : { origin: this.#origin }),
      },
      body?.toString(),
    );
    for (const line of answer.cookies) this.#keep(line);
    if (answer.status >= 300 && answer.status < 400 && answer.location !== undefined) {
      return this.#go('GET', new URL(answer.location, url).href);
    }
    return { status: answer.status, path: url.pathname + url.search, text: answer.text };
  }

  #cookiesFor(path: string): string {
    const fitting = [...this.#cookies].filter(([, cookie]) => path.startsWith(cookie.path));
    return fitting.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const attribute = (wanted: string) =>
      attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    const expires = attribute('expires');
    const gone =
      value === '' || attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (gone) this.#cookies.delete(`${name} ${path}`);
    else this.#cookies.set(`${name} ${path}`, { value, path });
  }
}
