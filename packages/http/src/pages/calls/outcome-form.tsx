/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { MAX_BATCH, MAX_NOTES_LENGTH } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { shownText } from '../booking/shown-fields.tsx';
import { idsText } from '../inbox/done-address.ts';
import { type EntryView, entryId } from './entry-view.ts';
import { Questions } from './questions.tsx';

/**
 * What came of the call, for its holder: one form, so that whatever is pressed takes along what was typed. It names the
 * claim and the questions that it shows (calls#fence, calls#shown-only).
 */
export function OutcomeForm({ view, fence }: { readonly view: EntryView; readonly fence: number }) {
  const { reader, entry, reasons, page } = view;
  const { customerNumber, bookings } = entry;
  const shown = bookings.slice(0, MAX_BATCH).map(({ id }) => id);
  return (
    <form class="stack" method="post" action={paths.callOutcome.at({ customerNumber })} noValidate>
      {/* Enter in a field presses a form's first button: the one of the call back. */}
      <button class="unseen" type="submit" name="outcome" value="call_back" tabIndex={-1} aria-hidden="true">
        {reader.words.calls.keepCallBack}
      </button>
      <input type="hidden" name="claim" value={fence} />
      <input type="hidden" name="shown" value={idsText(shown)} />
      <input type="hidden" name="as" value={shownText(shown, bookings)} />
      <input type="hidden" name="page" value={page} />
      <Questions reader={reader} entry={entry} reasons={reasons} />
      <Outcomes view={view} />
    </form>
  );
}

function Outcomes({ view }: { readonly view: EntryView }) {
  const { reader, draft, entry } = view;
  const { calls } = reader.words;
  const id = entryId(entry.customerNumber);
  const day = draft.day === '' ? reader.notation.dayOf(reader.now) : draft.day;
  return (
    <div class="outcome">
      <div class="with">
        <div>
          <label for={`${id}-note`}>{calls.note}</label>
          <textarea
            id={`${id}-note`}
            name="note"
            rows={2}
            maxLength={MAX_NOTES_LENGTH}
            aria-describedby={`${id}-hint`}
            value={draft.note}
          />
          <p class="small muted" id={`${id}-hint`}>
            {calls.noteHint} {calls.noteWithAnswer}
          </p>
        </div>
        <Ending value="note" text={calls.keepNote} />
      </div>
      <div class="with">
        <fieldset class="back-at">
          <legend>{calls.callBack}</legend>
          <div>
            <label for={`${id}-day`}>{calls.day}</label>
            {isDate(day) ? (
              <input id={`${id}-day`} type="date" name="day" value={day} />
            ) : (
              <input id={`${id}-day`} name="day" value={day} />
            )}
          </div>
          <div>
            <label for={`${id}-time`}>{calls.time}</label>
            {isTime(draft.time) ? (
              <input id={`${id}-time`} type="time" name="time" value={draft.time} />
            ) : (
              <input id={`${id}-time`} name="time" value={draft.time} />
            )}
          </div>
        </fieldset>
        <Ending value="call_back" text={calls.keepCallBack} />
      </div>
      <div class="pair">
        <Ending value="not_reached" text={calls.notReached} />
        <Ending value="wrong_number" text={calls.wrongNumber} />
      </div>
      <p class="small muted" role="status" data-under-way />
    </div>
  );
}

/** A date or time field shows nothing for what it can't read; it is shown as typed, in a text field. */
const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
const isTime = (text: string): boolean => text === '' || /^\d\d:\d\d(:\d\d)?$/.test(text);

function Ending({ value, text }: { readonly value: string; readonly text: string }) {
  return (
    <button class="button" type="submit" name="outcome" value={value}>
      {text}
    </button>
  );
}
