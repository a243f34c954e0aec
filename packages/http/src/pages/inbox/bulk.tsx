/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Stored } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { shownText } from '../booking/shown-fields.tsx';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';
import { idsText } from './done-address.ts';

/**
 * The buttons that answer exactly the bookings shown with them (portal#answers-what-was-shown).
 * @param props.more how many open ones of the course date the page does not show: then the buttons don't say "all"
 * @param props.about the id of the heading that names the course date
 */
export function BulkButtons(props: {
  readonly reader: Reader;
  readonly bookings: readonly Stored[];
  readonly more: number;
  readonly back: string;
  readonly about: string;
}) {
  const { reader, bookings, more, back, about } = props;
  const { courseDates } = reader.words;
  const count = reader.notation.count(bookings.length);
  const all = bookings.map(({ id }) => id);
  const ids = idsText(all);
  return (
    <>
      <form method="post" action={paths.confirmMany.at()}>
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="ids" value={ids} />
        <input type="hidden" name="shown" value={shownText(all, bookings)} />
        <button class="button fill yes" type="submit" aria-describedby={about}>
          <Icon name="check" />
          {more > 0 ? courseDates.confirmThese(count) : courseDates.confirmAll(count)}
        </button>
      </form>
      <a class="button no" href={withQuery(paths.declineMany.at(), { ids, back })} aria-describedby={about} data-dialog>
        {more > 0 ? courseDates.declineThese(count) : courseDates.declineAll}
      </a>
    </>
  );
}
