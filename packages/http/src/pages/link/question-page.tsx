/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type LoginWanted,
  type PressAction,
  type PressQuestion,
  type QuestionAsked,
  questionOf,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { CourseName } from '../booking/course-parts.tsx';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { Mark, Pairs } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { loginPath } from '../login/safe-path.ts';
import { Pressable, type PressForm } from './press-form.tsx';

/** As many characters as the longest answer has. */
const LONGEST: Readonly<Record<PressQuestion, number>> = { day: 2, people: 3 };

interface QuestionProps {
  readonly reader: Reader;
  readonly asked: QuestionAsked;
  readonly action: PressAction;
  readonly form: PressForm;
  /** What was typed before. */
  readonly typed: string;
  /** Where declining begins; null where there is nothing to decline. */
  readonly decline: string | null;
}

/** After a doubtful press: nothing is saved, and one question that only the mail answers (links#press-question). */
export function QuestionPage({ reader, asked: { booking, wrong }, action, form, typed, decline }: QuestionProps) {
  const { order, details, id } = booking;
  const { question } = reader.words.answer;
  const asks = questionOf(booking);
  const error = wrong === null ? null : question.problems[asks][wrong];
  return (
    <Page reader={reader} title={error === null ? question.heading : `${question.problem}: ${question.heading}`}>
      <div class="panel narrow stack center ask-day">
        <h1>{question.heading}</h1>
        <p id="why">
          {question.why[action]} <b>{question.notYet[action]}</b>
        </p>
        <Pairs
          pairs={[
            { term: reader.words.booking.order, value: `#${order.orderNumber}` },
            { term: reader.words.booking.course, value: <CourseName reader={reader} name={details.course.name} /> },
            ...(asks === 'day'
              ? [{ term: reader.words.booking.participants, value: reader.notation.count(details.participants) }]
              : []),
          ]}
        />
        <Pressable reader={reader} form={form} class="stack wide">
          <div>
            <label class="asked" for="answer">
              {question.asks[asks]}
            </label>
            <input
              class="day"
              id="answer"
              name="answer"
              type="text"
              inputMode="numeric"
              autoComplete="off"
              enterKeyHint="done"
              maxLength={LONGEST[asks]}
              required
              // biome-ignore lint/a11y/noAutofocus: the page is this one question, asked after a press
              autoFocus
              value={typed}
              aria-invalid={error === null ? undefined : 'true'}
              aria-describedby={error === null ? 'hint why' : 'answer-error hint why'}
            />
            {error !== null && (
              <p class="error middle" id="answer-error">
                <Icon name="alert" />
                {error}
              </p>
            )}
            <p class="small muted" id="hint">
              {question.hint[asks]}
            </p>
          </div>
          <button class="button fill yes wide" type="submit">
            <Icon name={action === 'confirm' ? 'check' : 'undo'} />
            {question.press[action]}
          </button>
        </Pressable>
        {decline !== null && (
          <a class="button no wide" href={decline}>
            {question.decline}
          </a>
        )}
        <p class="small muted">
          {question.noMail} <a href={loginPath(paths.booking.at({ id }))}>{question.logIn}</a>
        </p>
      </div>
    </Page>
  );
}

/** After too many wrong answers: only the login answers for now. */
export function TooManyAnswersPage({ reader, wanted }: { readonly reader: Reader; readonly wanted: LoginWanted }) {
  const { question } = reader.words.answer;
  return (
    <Page reader={reader} title={question.tooMany}>
      <div class="panel narrow stack center" data-tone="wait">
        <Mark icon="clock" />
        <h1>{question.tooMany}</h1>
        <p>{question.tooManyWhat}</p>
        <a class="button fill" href={loginPath(paths.booking.at({ id: wanted.booking.id }))}>
          {question.logInOnly}
        </a>
      </div>
    </Page>
  );
}
