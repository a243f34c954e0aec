/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';

interface PagerProps {
  readonly reader: Reader;
  readonly page: number;
  readonly pages: number;
  readonly pathOf: (page: number) => string;
}

/** Links to the previous and next page of a list. */
export function Pager({ reader, page, pages, pathOf }: PagerProps) {
  const { words, notation } = reader;
  const { bookings } = words;
  if (pages <= 1) return null;
  return (
    <nav class="pages" aria-label={bookings.pages}>
      {page > 1 ? (
        <a class="button" rel="prev" href={pathOf(page - 1)}>
          <Icon name="prev" />
          {bookings.back}
        </a>
      ) : (
        <span class="end" />
      )}
      <span aria-current="page">{bookings.page(notation.count(page), notation.count(pages))}</span>
      {page < pages ? (
        <a class="button" rel="next" href={pathOf(page + 1)}>
          {bookings.next}
          <Icon name="next" />
        </a>
      ) : (
        <span class="end" />
      )}
    </nav>
  );
}
