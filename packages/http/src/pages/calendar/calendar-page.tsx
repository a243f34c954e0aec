/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Instant } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Page } from '../frame/page.tsx';
import { Back, Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';

/** The content of the page of a partner's calendar. */
export interface CalendarView {
  readonly reader: Reader;
  /** When the address was made; null when there is none yet. */
  readonly madeAt: Instant | null;
  /** The address, right after it was made; at any other time nobody knows it any more. */
  readonly address: string | null;
}

/** How to subscribe to the course dates, and the button that makes the address. */
export function CalendarPage({ view }: { readonly view: CalendarView }) {
  const { reader, madeAt, address } = view;
  const words = reader.words.calendar;
  return (
    <Page reader={reader} title={words.title} place="calendar">
      <Back href={paths.bookings.at()}>{reader.words.bookings.title}</Back>
      <div class="narrow stack">
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        <section class="panel stack" aria-labelledby="address">
          <h2 id="address">{words.address}</h2>
          {address === null ? (
            <p>{madeAt === null ? words.none : words.made(reader.notation.dateTime(madeAt))}</p>
          ) : (
            <NewAddress reader={reader} address={address} />
          )}
          <form class="stack" method="post" action={paths.calendarAddress.at()}>
            {madeAt !== null && <p class="small muted">{words.replaces}</p>}
            <button class={madeAt === null ? 'button fill' : 'button'} type="submit">
              {madeAt === null ? words.make : words.replace}
            </button>
          </form>
        </section>
        <section class="panel stack" aria-labelledby="how">
          <h2 id="how">{words.how}</h2>
          {words.programs.map(({ name, steps }) => (
            <div key={name}>
              <h3>{name}</h3>
              <p>{steps}</p>
            </div>
          ))}
          <p class="small muted">{words.delay}</p>
        </section>
        <section class="panel stack" aria-labelledby="shows">
          <h2 id="shows">{words.whatItShows}</h2>
          <p>{words.shows}</p>
        </section>
      </div>
    </Page>
  );
}

function NewAddress({ reader, address }: { readonly reader: Reader; readonly address: string }) {
  const words = reader.words.calendar;
  return (
    <>
      <Notice icon="check">{words.shownOnce}</Notice>
      <label>
        {words.yours}
        <input type="text" readOnly value={address} aria-describedby="address-hint" />
      </label>
      <p class="small muted" id="address-hint">
        {words.copy}
      </p>
      <a class="button fill" href={address.replace(/^https?:/, 'webcal:')}>
        {words.subscribe}
      </a>
    </>
  );
}
