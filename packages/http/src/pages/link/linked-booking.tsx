/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Stored } from '@miomente/booking-domain';
import { CourseName } from '../booking/course-parts.tsx';
import { Pairs } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';

/** What the holder of a link may see of its booking: nothing about the customer. */
export function LinkedBooking({
  reader,
  booking: { order, details },
}: {
  readonly reader: Reader;
  readonly booking: Stored;
}) {
  const { booking } = reader.words;
  return (
    <Pairs
      pairs={[
        { term: booking.order, value: `#${order.orderNumber}` },
        { term: booking.course, value: <CourseName reader={reader} name={details.course.name} /> },
      ]}
    />
  );
}
