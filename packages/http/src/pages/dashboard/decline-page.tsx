/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type DeclineReason, MAX_NOTES_LENGTH, type Stored, shownOf } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { ComponentChildren } from 'preact';
import { customerName } from '../booking/contact.tsx';
import { courseLine } from '../booking/course-parts.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { Back, Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import type { DeclineDraft, DeclineProblems } from './decline-form.ts';
import { FieldError } from './filters.tsx';

/** The content of the decline form. */
export interface DeclineView {
  readonly reader: Reader;
  readonly booking: Stored;
  /** The reasons to choose from, in their order. */
  readonly reasons: readonly DeclineReason[];
  readonly draft: DeclineDraft;
  readonly problems: DeclineProblems;
  /** Whether date or people are not what the form before showed. */
  readonly changed: boolean;
}

/** FR-3.2: declining asks for a reason. A script opens the part in `data-dialog-content` as a dialog. */
export function DeclinePage({ view }: { readonly view: DeclineView }) {
  const { reader, booking } = view;
  const { words } = reader;
  const { decline } = words.answer;
  const { details, order, id } = booking;
  const { back } = view.draft;
  return (
    <Page reader={reader} title={decline.title} place="bookings">
      <div class="narrow stack" data-dialog-content>
        <Back href={paths.booking.at({ id })}>{decline.toBooking}</Back>
        <DialogHeading reader={reader} title={decline.title} />
        {view.changed && (
          <Notice icon="info" tone="wait" news>
            <b>{words.answer.notice.changed}</b> {words.answer.notice.lookAgain}
          </Notice>
        )}
        <p>
          {courseLine(reader, details)}
          <br />
          <span class="muted dotted">
            <span>{customerName(reader, details.customer)}</span>{' '}
            <span>{words.booking.people(details.participants)}</span> <span>#{order.orderNumber}</span>
          </span>
        </p>
        <DeclineForm
          view={view}
          action={paths.declineBooking.at({ id })}
          hidden={{ back, shown: shownOf(booking) }}
          cancel={back ?? paths.booking.at({ id })}
        />
      </div>
    </Page>
  );
}

/** The heading; in a dialog, with a button that closes it. */
export function DialogHeading({ reader, title }: { readonly reader: Reader; readonly title: string }) {
  return (
    <div class="heading">
      <h1 id="dialog-title">{title}</h1>
      <template data-dialog-only>
        <button class="button close" type="button" data-close aria-label={reader.words.answer.decline.close}>
          <Icon name="cross" />
        </button>
      </template>
    </div>
  );
}

/** What the form itself needs to know. */
type FormView = Pick<DeclineView, 'reader' | 'reasons' | 'draft' | 'problems'>;

/** The reason, the notes and both buttons. */
export function DeclineForm(props: {
  readonly view: FormView;
  readonly action: string;
  /** Fields that nobody types; null for none. */
  readonly hidden: Readonly<Record<string, string | null>>;
  /** Where the way out leads. */
  readonly cancel: string;
  readonly children?: ComponentChildren;
}) {
  const { view, action, hidden, cancel, children } = props;
  const { decline } = view.reader.words.answer;
  return (
    <form class="panel stack" method="post" action={action} noValidate>
      {Object.entries(hidden).map(
        ([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Reasons view={view} />
      <Notes view={view} />
      <Notice icon="info">{decline.ticket}</Notice>
      {children}
      {/* In a dialog, errors and progress are shown with the buttons, never hidden behind them. */}
      <div class="docked">
        <p class="error" role="alert" data-failed hidden>
          <Icon name="alert" />
          {decline.failed}
        </p>
        <p class="small muted" role="status" data-under-way />
        <div class="actions">
          <a class="button" href={cancel} data-close>
            {decline.cancel}
          </a>
          <button class="button fill no" type="submit">
            {decline.press}
          </button>
        </div>
      </div>
    </form>
  );
}

function Reasons({ view: { reader, reasons, draft, problems } }: { readonly view: FormView }) {
  const { decline } = reader.words.answer;
  const wrong = problems.reason !== undefined;
  return (
    <fieldset class="choices" aria-describedby={wrong ? 'reason-error' : undefined}>
      <legend>{decline.choose}</legend>
      {reasons.map(({ code, label, requiresNotes }) => (
        <label key={code}>
          <input type="radio" name="reason" value={code} checked={draft.reason === code} required />
          <span>{label[reader.language]}</span>
          {requiresNotes && <span class="small muted">{decline.withNotes}</span>}
        </label>
      ))}
      {wrong && <FieldError id="reason-error" text={decline.noReason} />}
    </fieldset>
  );
}

function Notes({ view: { reader, reasons, draft, problems } }: { readonly view: FormView }) {
  const { decline } = reader.words.answer;
  const needing = reasons.filter(({ requiresNotes }) => requiresNotes).map(({ label }) => label[reader.language]);
  const problem =
    problems.notes === undefined
      ? null
      : problems.notes === 'missing'
        ? decline.noNotes
        : decline.tooLong(reader.notation.count(MAX_NOTES_LENGTH));
  const most = reader.notation.count(MAX_NOTES_LENGTH);
  const described = ['notes-hint', 'notes-limit', 'notes-error']
    .filter((id) => (id !== 'notes-hint' || needing.length > 0) && (id !== 'notes-error' || problem !== null))
    .join(' ');
  return (
    <div>
      <label for="notes">{needing.length > 0 ? decline.notesSometimes : decline.notes}</label>
      {needing.length > 0 && (
        <p class="small muted" id="notes-hint">
          {decline.notesFor(needing.join(', '))}
        </p>
      )}
      <textarea
        id="notes"
        name="notes"
        rows={3}
        maxLength={MAX_NOTES_LENGTH}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={described}
        value={draft.notes}
      />
      <p class="small muted" id="notes-limit" data-counts="notes" data-left={decline.left}>
        {decline.atMost(most)}
      </p>
      {problem !== null && <FieldError id="notes-error" text={problem} />}
    </div>
  );
}
