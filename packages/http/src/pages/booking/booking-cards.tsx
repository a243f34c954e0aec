/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { isOpen, type Stored } from '@miomente/booking-domain';
import { BookingCard, type CardSetting } from './booking-card.tsx';

interface CardsProps {
  readonly setting: CardSetting;
  readonly rows: readonly Stored[];
}

/** Bookings in the list's order; open ones without a date are in a separate group (api#undated-group). */
export function BookingCards({ setting, rows }: CardsProps) {
  const { reader } = setting;
  const undated = rows.filter((row) => row.details.eventStart === null && isOpen(row, reader.now));
  const [first] = undated;
  if (first === undefined) return <Cards setting={setting} rows={rows} level="h3" />;
  const at = rows.indexOf(first);
  const after = rows.slice(at + undated.length);
  return (
    <>
      <Cards setting={setting} rows={rows.slice(0, at)} level="h3" />
      <Group setting={setting} rows={undated} id="undated" name={reader.words.booking.noDate} />
      {after.length > 0 && <Group setting={setting} rows={after} id="settled" name={reader.words.bookings.settled} />}
    </>
  );
}

function Group({ setting, rows, id, name }: CardsProps & { readonly id: string; readonly name: string }) {
  return (
    <section class="stack tight" aria-labelledby={id}>
      <h3 class="group" id={id}>
        {name}
      </h3>
      <Cards setting={setting} rows={rows} level="h4" />
    </section>
  );
}

function Cards({ setting, rows, level }: CardsProps & { readonly level: 'h3' | 'h4' }) {
  if (rows.length === 0) return null;
  return (
    <ul class="cards">
      {rows.map((booking) => (
        <BookingCard key={booking.id} setting={setting} booking={booking} level={level} />
      ))}
    </ul>
  );
}
