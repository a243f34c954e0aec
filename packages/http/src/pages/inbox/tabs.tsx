/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { paths, withQuery } from '@miomente/booking-paths';
import type { Reader } from '../frame/reader.ts';

/** The parts of a partner's bookings (portal#tabs). */
export type Tab = 'inbox' | 'upcoming' | 'past' | 'list';

const TABS: readonly Tab[] = ['inbox', 'upcoming', 'past', 'list'];

/**
 * Links to the parts of the bookings, with how much is open and how many course dates lie ahead.
 * @param props.upcoming how many course dates lie ahead
 */
export function Tabs(props: { readonly reader: Reader; readonly here: Tab; readonly upcoming: number }) {
  const { reader, here, upcoming } = props;
  const { tabs } = reader.words.courseDates;
  const open = reader.visitor?.role === 'partner' ? reader.visitor.open : 0;
  return (
    <nav class="tabs" aria-label={tabs.label}>
      {TABS.map((tab) => (
        <a key={tab} href={tabPath(tab)} aria-current={tab === here ? 'page' : undefined}>
          {tabs[tab]}
          {tab === 'inbox' && open > 0 && (
            <>
              {' '}
              <span class="count">{reader.notation.count(open)}</span>
            </>
          )}
          {tab === 'upcoming' && upcoming > 0 && (
            <>
              {' '}
              <span>{reader.notation.count(upcoming)}</span>
            </>
          )}
        </a>
      ))}
    </nav>
  );
}

function tabPath(tab: Tab): string {
  if (tab === 'list') return withQuery(paths.bookings.at(), { status: 'all' });
  return withQuery(paths.bookings.at(), { tab: tab === 'inbox' ? null : tab });
}

/** Search and filters lead to the list of bookings; on a phone they are folded. */
export function FoldedFilters({
  reader,
  children,
}: {
  readonly reader: Reader;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <details class="fold wide-open">
      <summary>{reader.words.bookings.toFilters}</summary>
      {children}
    </details>
  );
}
