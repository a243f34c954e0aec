/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Stored } from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { Icon } from '../frame/icon.tsx';
import { Which } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { customerName } from './contact.tsx';
import { courseLine } from './course-parts.tsx';
import { ShownField } from './shown-fields.tsx';

interface ActionsProps {
  readonly reader: Reader;
  readonly booking: Stored;
  /** Where to return to; null for the booking's own page. */
  readonly back: string | null;
}

/** Both answers: confirming is a form and done at once, declining leads to its form. */
export function AnswerActions({ reader, booking, back }: ActionsProps) {
  const { words, visitor } = reader;
  const byPhone = visitor?.role === 'manager';
  // Without a date nobody can honestly say yes yet, so the button does not invite to it.
  const filled = !byPhone && booking.details.eventStart !== null;
  const which = `${courseLine(reader, booking.details)}, ${customerName(reader, booking.details.customer)}`;
  return (
    <div class="actions">
      {byPhone && <p class="small muted">{words.manager.byPhone}</p>}
      <form method="post" action={paths.confirmBooking.at(booking)}>
        {back !== null && <input type="hidden" name="back" value={back} />}
        <ShownField booking={booking} />
        <button class={filled ? 'button fill yes' : 'button yes'} type="submit">
          <Icon name="check" />
          {byPhone ? words.manager.confirmed : words.booking.confirm}
          <Which text={which} />
        </button>
      </form>
      <a class="button no" href={withQuery(paths.declineBooking.at(booking), { back })} data-dialog>
        {byPhone ? words.manager.declined : words.booking.decline}
        <Which text={which} />
      </a>
    </div>
  );
}
