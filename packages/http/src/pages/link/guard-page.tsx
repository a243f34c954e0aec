/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Stored } from '@miomente/booking-domain';
import { CourseName, EventLead } from '../booking/course-parts.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { Notice, Pairs } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { Pressable, type PressForm } from './press-form.tsx';

interface GuardProps {
  readonly reader: Reader;
  readonly booking: Stored;
  /** The button's form; it posts to the link's own address. */
  readonly form: PressForm;
  /** Where declining begins. */
  readonly decline: string;
  /** Whether this device will need the button once only. */
  readonly once: boolean;
  /** Whether a press is answered that was meant for another date, or other people. */
  readonly changed?: boolean;
}

/** Asks once per device, and wherever somebody can't have read what is asked now (links#asked-as-now). Mail scanners read this page, so it tells nothing about the customer. */
export function GuardPage({ reader, booking: { order, details }, form, decline, once, changed = false }: GuardProps) {
  const { booking, answer } = reader.words;
  return (
    <Page reader={reader} title={answer.guard.title}>
      <div class="panel narrow stack center">
        <h1>{answer.guard.heading}</h1>
        {changed && (
          <Notice icon="info" tone="wait" news>
            {answer.changed.confirm}
          </Notice>
        )}
        <EventLead reader={reader} details={details} />
        <Pairs
          pairs={[
            { term: booking.order, value: `#${order.orderNumber}` },
            { term: booking.course, value: <CourseName reader={reader} name={details.course.name} /> },
          ]}
        />
        <Pressable reader={reader} form={form} class="stack tight wide">
          <button class="button fill yes wide" type="submit" aria-describedby={once ? 'once' : undefined}>
            <Icon name="check" />
            {answer.guard.press}
          </button>
          {once && (
            <p class="small muted" id="once">
              {answer.guard.hint}
            </p>
          )}
        </Pressable>
        <a class="button no wide" href={decline}>
          {answer.question.decline}
        </a>
      </div>
    </Page>
  );
}
