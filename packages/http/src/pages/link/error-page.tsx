/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Instant } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { EventLead } from '../booking/course-parts.tsx';
import { Page } from '../frame/page.tsx';
import { Mark, Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { errorWords } from './error-words.ts';
import { LinkedBooking } from './linked-booking.tsx';
import type { PressForm } from './press-form.tsx';
import { ToPortal } from './success-page.tsx';
import { TakeBack } from './take-back.tsx';
import type { UnusableLink } from './unusable-link.ts';

/** Why a link does nothing any more, what became of its booking, and the way back where there is one. */
export function LinkErrorPage(props: {
  readonly reader: Reader;
  readonly link: UnusableLink;
  /** The form of the take-back button. */
  readonly takeBack: PressForm;
  /** Until when a decline can be taken back in the portal; null when it can't. */
  readonly undoUntil: Instant | null;
  /** Whether a press is answered that was meant for another date, or other people. */
  readonly changed?: boolean;
}) {
  const { reader, link, takeBack, undoUntil, changed = false } = props;
  const { heading, what, next } = errorWords(reader, link, undoUntil);
  return (
    <Page reader={reader} title={heading}>
      <div class="panel narrow stack center" data-tone={link.reason === 'invalid' ? 'wait' : 'off'}>
        <Mark icon={link.reason === 'expired' ? 'clock' : 'info'} />
        <h1>{heading}</h1>
        {changed && (
          <Notice icon="info" tone="wait" news>
            {reader.words.answer.changed.take_back}
          </Notice>
        )}
        {link.booking !== null && <EventLead reader={reader} details={link.booking.details} />}
        <p>{what}</p>
        {next !== null && <p>{next}</p>}
        {link.booking !== null && <LinkedBooking reader={reader} booking={link.booking} />}
        <ToPortal
          reader={reader}
          {...(link.booking === null ? {} : { path: paths.booking.at({ id: link.booking.id }) })}
        />
      </div>
      {link.booking !== null && link.canTakeBack && <TakeBack reader={reader} booking={link.booking} form={takeBack} />}
    </Page>
  );
}
