/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { EventLead } from '../booking/course-parts.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { Mark } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { LinkedBooking } from './linked-booking.tsx';
import { Pressable, type PressForm } from './press-form.tsx';
import { ToPortal } from './success-page.tsx';

/** After a confirmation was taken back: open again, with both ways on. */
export function ReopenedPage(props: {
  readonly reader: Reader;
  readonly booking: Stored;
  /** The button's form; it posts to the confirm link's address. */
  readonly form: PressForm;
}) {
  const { reader, booking, form } = props;
  const { reopened } = reader.words.answer;
  return (
    <Page reader={reader} title={reopened.title}>
      <div class="panel narrow stack center" data-tone="wait">
        <Mark icon="undo" />
        <h1>{reopened.heading}</h1>
        <EventLead reader={reader} details={booking.details} />
        <p>{reopened.what}</p>
        <LinkedBooking reader={reader} booking={booking} />
        <div class="actions wide">
          <Pressable reader={reader} form={form}>
            <button class="button fill yes" type="submit">
              <Icon name="check" />
              {reopened.confirm}
            </button>
          </Pressable>
          <a class="button no" href={paths.declineBooking.at({ id: booking.id })}>
            {reopened.decline}
          </a>
        </div>
      </div>
    </Page>
  );
}

/** When the browser no longer holds the link's token. */
export function ForgottenLinkPage({ reader }: { readonly reader: Reader }) {
  const { reopened } = reader.words.answer;
  return (
    <Page reader={reader} title={reopened.gone}>
      <div class="panel narrow stack center" data-tone="off">
        <Mark icon="clock" />
        <h1>{reopened.gone}</h1>
        <p>{reopened.goneWhat}</p>
        <p>{reopened.goneNext}</p>
        <ToPortal reader={reader} />
      </div>
    </Page>
  );
}
