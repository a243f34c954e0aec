/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Waiting } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { ComponentChildren } from 'preact';
import { assetPath } from '../../static/assets.ts';
import { Icon } from './icon.tsx';
import { withLanguage } from './language.ts';
import type { MenuEntry } from './menu.ts';
import type { Reader, Visitor } from './reader.ts';

/** The office's entries, in the order of the menu. */
export type OfficePlace = 'manager' | 'rebooking' | 'flagged' | 'deliveries' | 'partners';

interface PageProps {
  readonly reader: Reader;
  /** Without the portal's name, which is added. */
  readonly title: string;
  /** The menu entry of this page. */
  readonly place?: string;
  readonly children: ComponentChildren;
}

/** The stylesheet of each role's own pages, beside the one for all. */
const STYLES = { manager: 'office.css', partner: 'partner.css' } as const;

/** A complete page: head, menu, content, footer. */
export function Page({ reader, title, place, children }: PageProps) {
  const { words, language } = reader;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${words.frame.brand} ${words.frame.portal}`}</title>
        <link rel="icon" href={paths.favicon.at()} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('portal.css')} />
        {reader.visitor !== null && <link rel="stylesheet" href={assetPath(STYLES[reader.visitor.role])} />}
        {/* A module runs after the page has loaded. It improves what works without it. */}
        <script type="module" src={assetPath('portal.js')} />
      </head>
      <body data-sending={words.frame.sending} data-loading={words.frame.loading}>
        <a class="skip" href="#content">
          {words.frame.skip}
        </a>
        <Top reader={reader} place={place} />
        <main class="wrap" id="content" tabIndex={-1}>
          {children}
        </main>
        <Foot reader={reader} />
        <p role="status" data-under-way />
      </body>
    </html>
  );
}

function Top({ reader, place }: { readonly reader: Reader; readonly place: string | undefined }) {
  const { frame } = reader.words;
  const entries = menu(reader);
  return (
    <header class="top">
      <div class="wrap">
        <a class="brand" href={paths.root.at()}>
          <img src={paths.favicon.at()} alt="" width="24" height="24" />
          <b>{frame.brand}</b>{' '}
          <span>{reader.visitor === null && reader.sample !== null ? frame.sample : frame.portal}</span>
        </a>
        {entries.length === 0 ? <Tools reader={reader} /> : <Menu reader={reader} entries={entries} place={place} />}
      </div>
    </header>
  );
}

/**
 * One row on a phone, where it unfolds, and a bar on a desk. What unfolds stands beside the fold and not in it, so that
 * the bar needs no browser that can show the content of a closed one.
 */
function Menu(props: {
  readonly reader: Reader;
  readonly entries: readonly MenuEntry[];
  readonly place: string | undefined;
}) {
  const { reader, entries, place } = props;
  const { frame } = reader.words;
  const open = entries.reduce((sum, entry) => sum + (entry.open ?? 0), 0);
  return (
    <div class="menu">
      <details>
        <summary>
          <Icon name="menu" />
          {frame.menu} <Count reader={reader} open={open} />
        </summary>
      </details>
      <div class="inner">
        <nav aria-label={frame.mainMenu}>
          {entries.map((entry) => (
            <a key={entry.href} href={entry.href} aria-current={entry.place === place ? 'page' : undefined}>
              {entry.name} <Count reader={reader} open={entry.open ?? 0} />
            </a>
          ))}
        </nav>
        <Tools reader={reader} />
      </div>
    </div>
  );
}

/** How much waits; nothing for nothing. */
function Count({ reader, open }: { readonly reader: Reader; readonly open: number }) {
  if (open === 0) return null;
  return (
    <span class="count" title={reader.words.frame.waiting(open)}>
      {reader.notation.count(open)}
    </span>
  );
}

function menu({ words, visitor, datesUrl, sample }: Reader): readonly MenuEntry[] {
  const { frame } = words;
  if (visitor === null) return sample?.(frame) ?? [];
  const bookings = { name: frame.bookings, href: paths.bookings.at(), place: 'bookings' as const };
  if (visitor.role === 'manager') return [...officeMenu(frame, visitor.waiting), bookings];
  const dates = datesUrl === null ? [] : [{ name: frame.dates, href: datesUrl }];
  const calendar = { name: words.calendar.title, href: paths.calendar.at(), place: 'calendar' as const };
  const figures = { name: words.figures.title, href: paths.figures.at(), place: 'figures' as const };
  return [{ ...bookings, open: visitor.open }, calendar, figures, ...dates];
}

/** A menu entry with several lists leads to the one that has something waiting (api#office-menu). */
function officeMenu(frame: Reader['words']['frame'], waiting: Waiting): readonly MenuEntry[] {
  return [
    { name: frame.phoneList, href: paths.office.at(), place: 'manager', open: waiting.escalated },
    { name: frame.rebooking, href: paths.rebooking.at(), place: 'rebooking', open: waiting.rebooking },
    {
      name: frame.flagged,
      href: waiting.flagged === 0 && waiting.orderItems > 0 ? paths.orderItems.at() : paths.flagged.at(),
      place: 'flagged',
      open: waiting.flagged + waiting.orderItems,
    },
    {
      name: frame.deliveries,
      href:
        waiting.deadDeliveries === 0 && waiting.markedAddresses > 0
          ? paths.markedAddresses.at()
          : paths.deliveries.at(),
      place: 'deliveries',
      open: waiting.deadDeliveries + waiting.markedAddresses,
    },
    { name: frame.partners, href: paths.partners.at(), place: 'partners' },
  ];
}

/** The other language, and the logout. */
function Tools({ reader: { visitor, words, here } }: { readonly reader: Reader }) {
  const other = words.frame.otherLanguage;
  return (
    <div class="tools">
      <a href={withLanguage(here, other.language)} lang={other.language} hreflang={other.language}>
        {other.name}
      </a>
      {visitor !== null && (
        <form method="post" action={paths.logout.at()}>
          <button class="plain" type="submit">
            {words.frame.signOut}
          </button>
        </form>
      )}
    </div>
  );
}

function nameOf(visitor: Visitor): string {
  return visitor.role === 'partner' ? visitor.name : visitor.address;
}

function Foot({ reader }: { readonly reader: Reader }) {
  const { frame } = reader.words;
  return (
    <footer class="foot">
      <div class="wrap">
        <p>
          {frame.questions} <a href={`mailto:${reader.supportEmail}`}>{reader.supportEmail}</a>
        </p>
        {reader.visitor !== null && <p>{frame.signedInAs(nameOf(reader.visitor))}</p>}
        {reader.visitor !== null && reader.sample !== null && (
          <nav aria-label={frame.sample}>
            {reader.sample(frame).map(({ href, name }) => (
              <a key={href} href={href}>
                {name}
              </a>
            ))}
          </nav>
        )}
      </div>
    </footer>
  );
}
