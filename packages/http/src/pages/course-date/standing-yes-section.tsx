/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type StandingYes, standingYesUntil } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { FieldError } from '../dashboard/filters.tsx';
import type { Reader } from '../frame/reader.ts';
import { MOST, type StandingYesDraft, type StandingYesProblems } from './standing-yes-form.ts';

/** The content of the section. */
export interface StandingYesView {
  readonly reader: Reader;
  /** The key of the course date. */
  readonly courseDate: string;
  /** The one that stands; null when none does. */
  readonly standing: StandingYes | null;
  readonly draft: StandingYesDraft;
  readonly problems: StandingYesProblems;
}

/** The place of the section on its page. */
export const STANDING_YES_PLACE = 'standing';

/** A partner's yes in advance (booking#standing-yes): one sentence with two fields, or as it stands. */
export function StandingYesSection({ view }: { readonly view: StandingYesView }) {
  const { reader, standing } = view;
  return (
    <section class="panel stack standing no-print" aria-labelledby={STANDING_YES_PLACE}>
      <h2 id={STANDING_YES_PLACE}>{reader.words.standingYes.title}</h2>
      {standing === null ? <Give view={view} /> : <Stands view={view} standing={standing} />}
    </section>
  );
}

function Give({ view }: { readonly view: StandingYesView }) {
  const { reader, courseDate } = view;
  const words = reader.words.standingYes;
  return (
    <>
      <p>{words.intro}</p>
      <form class="stack" method="post" action={paths.standingYes.at({ key: courseDate })} noValidate>
        <div class="sentence">
          <Field view={view} name="people" />
          <Field view={view} name="hours" />
        </div>
        <p class="small muted" id="standing-rule">
          {words.rule}
        </p>
        <button class="button" type="submit">
          {words.press}
        </button>
      </form>
    </>
  );
}

function Field({ view, name }: { readonly view: StandingYesView; readonly name: keyof StandingYesDraft }) {
  const { reader, draft, problems } = view;
  const words = reader.words.standingYes;
  const wrong = problems.includes(name);
  const error = `standing-${name}-error`;
  return (
    <div>
      <label>
        {words[name].before}{' '}
        <input
          name={name}
          type="text"
          inputMode="numeric"
          maxLength={String(MOST[name]).length}
          value={draft[name]}
          required
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={wrong ? `${error} standing-rule` : 'standing-rule'}
        />{' '}
        {words[name].after}
      </label>
      {wrong && <FieldError id={error} text={words.outOfRange(reader.notation.count(MOST[name]))} />}
    </div>
  );
}

function Stands({ view, standing }: { readonly view: StandingYesView; readonly standing: StandingYes }) {
  const { reader, courseDate } = view;
  const words = reader.words.standingYes;
  const until = standingYesUntil(standing);
  return (
    <>
      <p>
        <b>{words.stands(standing.people, standing.hours)}</b>
      </p>
      <p>
        {words.confirmedSoFar(standing.confirmedPeople)}{' '}
        {reader.now <= until ? words.until(reader.notation.dateTime(until)) : words.over}
      </p>
      <form class="stack" method="post" action={paths.revokeStandingYes.at({ key: courseDate })}>
        <button class="button" type="submit">
          {words.revoke}
        </button>
        <p class="small muted">{words.revokeHint}</p>
      </form>
    </>
  );
}
