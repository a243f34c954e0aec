/** What a browser sends when a person follows a link. */
const NAVIGATION = {
  accept: 'text/html',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
  'accept-language': 'de',
};

export interface Visit {
  readonly status: number;
  /** Where the visitor stands after all redirects. */
  readonly path: string;
  readonly text: string;
}

/** A browser as far as HTTP sees one: headers, cookies with their paths, redirects. Runs no scripts. */
export class Visitor {
  readonly #origin: string;
  readonly #address: string;
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  /** @param address where the visitor seems to come from, to a product that trusts a proxy in front */
  constructor(origin: string, address = '192.0.2.1') {
    this.#origin = origin;
    this.#address = address;
  }

  /** Follows a link; an absolute one of the product or a path. */
  open(link: string): Promise<Visit> {
    return this.#go('GET', link);
  }

  /** Sends a form. */
  send(path: string, form: Record<string, string> = {}): Promise<Visit> {
    return this.#go('POST', path, new URLSearchParams(form));
  }

  async #go(method: string, link: string, body?: URLSearchParams): Promise<Visit> {
    const url = new URL(link, this.#origin);
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...NAVIGATION,
        'x-forwarded-for': this.#address,
        cookie: this.#cookiesFor(url.pathname),
        ...(body === undefined ? {} : { origin: this.#origin, 'sec-fetch-site': 'same-origin' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const text = await answer.text();
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      return this.#go('GET', new URL(location, url).href);
    }
    return { status: answer.status, path: url.pathname + url.search, text };
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
