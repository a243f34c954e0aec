// Checks the HTML of every mail, in both languages, against the data of caniemail.com: every feature that a relevant
// mail client lacks must be known and accepted here.
import { load } from './tools.mjs';

const CLIENTS = [
  ...['android', 'desktop-webmail', 'ios', 'mobile-webmail'].map((kind) => `gmail.${kind}`),
  ...['android', 'ios', 'macos', 'outlook-com', 'windows', 'windows-mail'].map((kind) => `outlook.${kind}`),
  ...['gmx', 'web-de'].flatMap((name) => ['android', 'desktop-webmail', 'ios'].map((kind) => `${name}.${kind}`)),
  ...['apple-mail.ios', 'apple-mail.macos', 'samsung-email.android', 't-online-de.desktop-webmail'],
  ...['thunderbird.macos', 'thunderbird.windows'],
];

/** Features that mails can do without: without them, a mail reads as well. */
const ACCEPTED = {
  '@media': 'narrow screens and dark mode; the mail is one column without it',
  '<style> element': 'only what inline styles cannot say stands there',
  'Type selector': 'within that element',
  '<bdi> element': 'names come without direction overrides (orders#clean-names)',
  '<base>': 'of the preview, which opens links in a window of its own',
  '<body> element': 'its styles stand on the table inside it too',
  'border-radius': 'corners are square',
  'color-scheme CSS property': 'colours stay as they are',
  'color-scheme meta tag': 'colours stay as they are',
  'display:none': 'the preview line shows at the top',
  'max-height property': 'hides the preview line, with mso-hide beside it',
  opacity: 'hides the preview line, with mso-hide beside it',
  overflow: 'hides the preview line, with mso-hide beside it',
  'overflow-wrap': 'long words are broken by word-break',
  'word-break': 'long words are broken by overflow-wrap',
  'role attribute': 'tables are only layout; nothing is lost but a hint',
  'system-ui, ui-serif, ui-sans-serif, ui-rounded, ui-monospace': 'the next font of the list is taken',
  'table-layout': 'columns follow their text',
  'target attribute': 'of the preview, which opens links in a window of its own',
};

export async function canIEmail(product) {
  const { caniemail } = await load('caniemail');
  const page = await (await product.ask('/sample/previews')).text();
  const mails = [...new Set([...page.matchAll(/\/sample\/previews\/\w+\/(?:de|en)/g)].map(([path]) => `${path}/html`))];
  const found = new Map();
  const unknown = new Set();
  for (const path of mails) {
    const html = await (await product.ask(path)).text();
    for (const client of CLIENTS) {
      try {
        for (const list of caniemail({ clients: [client], html }).issues.errors.values())
          for (const { title } of list) note(found, title, client);
      } catch {
        // The data do not cover the feature for that client.
        unknown.add(client);
      }
    }
  }
  const faults = [...found]
    .filter(([title]) => !(title in ACCEPTED))
    .map(([title, clients]) => `${title}: not in ${[...clients].join(', ')}`);
  return {
    what: `${mails.length} mails, ${CLIENTS.length - unknown.size} clients (${unknown.size} more without data), ${found.size} features some lack`,
    faults,
  };
}

function note(found, title, client) {
  found.set(title, (found.get(title) ?? new Set()).add(client));
}
