/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { withQuery } from '@miomente/booking-paths';
import { MAX_IN_A_FILE } from '../../csv/send-csv.ts';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';

/** Links to a list as a file; a list too long for one file has several. */
export function Download(props: { readonly reader: Reader; readonly path: string; readonly total: number }) {
  const { reader, path, total } = props;
  const { words, notation } = reader;
  const parts = Math.max(1, Math.ceil(total / MAX_IN_A_FILE));
  return (
    <p class="downloads">
      {Array.from({ length: parts }, (_, i) => (
        <a key={path} class="button" href={i === 0 ? path : withQuery(path, { page: i + 1 })} download>
          <Icon name="download" />
          {parts === 1
            ? words.manager.download
            : words.manager.downloadPart(notation.count(i + 1), notation.count(parts))}
        </a>
      ))}
    </p>
  );
}
