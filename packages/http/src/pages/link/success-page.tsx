/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { canReopen, type Stored } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { customerName } from '../booking/contact.tsx';
import { CourseName, drawnDate, EventLead } from '../booking/course-parts.tsx';
import { Page } from '../frame/page.tsx';
import { Mark, Pairs } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { LinkedBooking } from './linked-booking.tsx';
import type { PressForm } from './press-form.tsx';
import { TakeBack } from './take-back.tsx';

/** The agreed page (api#agreed-copy), for the visitor who has just confirmed. */
export function SuccessPage(props: {
  readonly reader: Reader;
  readonly booking: Stored;
  readonly takeBack: PressForm;
}) {
  const { reader, takeBack } = props;
  const { order, details } = props.booking;
  const { booking, answer } = reader.words;
  return (
    <Page reader={reader} title={answer.success.title}>
      <div class="panel narrow stack center" data-tone="ok">
        <Mark icon="check" />
        <h1>{answer.success.heading}</h1>
        <EventLead reader={reader} details={details} />
        <Pairs
          pairs={[
            { term: booking.order, value: `#${order.orderNumber}` },
            { term: booking.customer, value: customerName(reader, details.customer) },
            { term: booking.course, value: <CourseName reader={reader} name={details.course.name} /> },
            { term: booking.date, value: drawnDate(reader, details) },
          ]}
        />
        <ToPortal reader={reader} />
      </div>
      {canReopen(props.booking, 'email_token', reader.now) && (
        <TakeBack reader={reader} booking={props.booking} form={takeBack} />
      )}
    </Page>
  );
}

/** For the visitor who has just confirmed in a browser that keeps no cookies: nothing about the customer (links#no-cookies). */
export function BriefSuccessPage({ reader, booking }: { readonly reader: Reader; readonly booking: Stored }) {
  const { success } = reader.words.answer;
  return (
    <Page reader={reader} title={success.title}>
      <div class="panel narrow stack center" data-tone="ok">
        <Mark icon="check" />
        <h1>{success.heading}</h1>
        <EventLead reader={reader} details={booking.details} />
        <LinkedBooking reader={reader} booking={booking} />
        <p>{success.brief}</p>
        <ToPortal reader={reader} />
      </div>
    </Page>
  );
}

/** For everybody else: nothing about any booking. */
export function BareSuccessPage({ reader }: { readonly reader: Reader }) {
  const { success } = reader.words.answer;
  return (
    <Page reader={reader} title={success.bareTitle}>
      <div class="panel narrow stack center" data-tone="off">
        <Mark icon="info" />
        <h1>{success.bareHeading}</h1>
        <p>{success.bare}</p>
        <ToPortal reader={reader} />
      </div>
    </Page>
  );
}

/** The button that leads on into the portal: to the list, or to one booking. */
export function ToPortal({ reader, path = paths.bookings.at() }: { readonly reader: Reader; readonly path?: string }) {
  return (
    <a class="button fill" href={path}>
      {reader.words.answer.success.toPortal}
    </a>
  );
}
