/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { HOUR_MS, type MetricsWeek, type ResponseMetrics, weekNumber } from '@miomente/booking-domain';
import type { ComponentChildren } from 'preact';
import type { Reader } from '../frame/reader.ts';

/** More columns than this can't be told apart; the table below them has the same weeks. */
export const MAX_WEEKS = 26;
/** More columns than this have no room for numbers. */
const MAX_NUMBERED = 14;

interface ChartProps {
  readonly reader: Reader;
  readonly weeks: readonly MetricsWeek[];
  readonly id: string;
  readonly title: string;
  /** Whether earlier weeks were left out. */
  readonly cut: boolean;
}

/** The outcomes of a week's bookings, from the bottom up. */
type Part = 'confirmed' | 'declined' | 'unanswered' | 'open';
const PARTS: readonly { readonly part: Part; readonly look: string }[] = [
  { part: 'confirmed', look: 'ok' },
  { part: 'declined', look: 'no' },
  { part: 'unanswered', look: 'wait' },
  { part: 'open', look: 'off' },
];

/** Bookings of a week that still wait for an answer. */
function openOf({ bookings, confirmed, declined, cancelled, unanswered }: ResponseMetrics): number {
  return bookings - confirmed - declined - cancelled - unanswered;
}

const sizeOf = (part: Part, metrics: ResponseMetrics): number => (part === 'open' ? openOf(metrics) : metrics[part]);
const heightOf = (metrics: ResponseMetrics): number => metrics.bookings - metrics.cancelled;

/** Answers by week: stacked columns, and the same numbers as a table. */
export function AnswersByWeek(props: ChartProps) {
  const { reader, weeks } = props;
  const { words, notation } = reader;
  const { manager } = words;
  const highest = Math.max(1, ...weeks.map(({ metrics }) => heightOf(metrics)));
  const names: Readonly<Record<Part, string>> = {
    confirmed: manager.figure.confirmed,
    declined: manager.figure.declined,
    unanswered: manager.figure.unanswered,
    open: manager.open,
  };
  return (
    <Chart {...props} about={manager.weeksAbout}>
      <ul class="key">
        {PARTS.toReversed().map(({ part, look }) => (
          <li key={part}>
            <svg viewBox="0 0 1 1" aria-hidden="true" focusable="false">
              <rect class={look} width="1" height="1" />
            </svg>
            {names[part]}
          </li>
        ))}
      </ul>
      <Columns
        weeks={weeks}
        total={({ metrics }) => notation.count(heightOf(metrics))}
        column={({ metrics }) => <Stack metrics={metrics} highest={highest} />}
      />
      <Numbers
        {...props}
        heads={[...PARTS.map(({ part }) => names[part]), manager.cancelled]}
        cells={({ metrics }) => [
          ...PARTS.map(({ part }) => notation.count(sizeOf(part, metrics))),
          notation.count(metrics.cancelled),
        ]}
      />
    </Chart>
  );
}

function Stack({ metrics, highest }: { readonly metrics: ResponseMetrics; readonly highest: number }) {
  let top = 100;
  return (
    <>
      {PARTS.map(({ part, look }) => {
        const height = (sizeOf(part, metrics) / highest) * 100;
        top -= height;
        // A thin gap separates two parts without colour.
        return height === 0 ? null : (
          <rect
            key={part}
            class={look}
            x="0"
            y={top.toFixed(2)}
            width="10"
            height={Math.max(0.6, height - 0.8).toFixed(2)}
          />
        );
      })}
    </>
  );
}

/** Median answer time by week. */
export function TimesByWeek(props: ChartProps) {
  const { reader, weeks } = props;
  const { words, notation } = reader;
  const { manager } = words;
  const longest = Math.max(HOUR_MS, ...weeks.map(({ metrics }) => metrics.medianAnswerMs ?? 0));
  const hours = (ms: number | null): string => (ms === null ? manager.noTime : notation.hours(ms));
  return (
    <Chart {...props} about={manager.timesAbout}>
      <Columns
        weeks={weeks}
        total={({ metrics: { medianAnswerMs: ms } }) => (ms === null ? '' : notation.count(Math.round(ms / HOUR_MS)))}
        column={({ metrics: { medianAnswerMs: ms } }) => {
          const height = ((ms ?? 0) / longest) * 100;
          return <rect class="time" x="0" y={(100 - height).toFixed(2)} width="10" height={height.toFixed(2)} />;
        }}
      />
      <Numbers
        {...props}
        heads={[manager.figure.median, manager.figure.p90]}
        cells={({ metrics }) => [hours(metrics.medianAnswerMs), hours(metrics.p90AnswerMs)]}
      />
    </Chart>
  );
}

function Chart(props: ChartProps & { readonly about: string; readonly children: ComponentChildren }) {
  const { reader, weeks, id, title, about, cut, children } = props;
  return (
    <section class="panel stack" aria-labelledby={id}>
      <div class="stack tight">
        <h2 id={id}>{title}</h2>
        <p class="muted small">
          {about} {cut && reader.words.manager.lastWeeks(reader.notation.count(weeks.length))}
        </p>
      </div>
      {children}
    </section>
  );
}

/** Columns for sighted readers only; the table has the same for screen readers. */
function Columns(props: {
  readonly weeks: readonly MetricsWeek[];
  readonly total: (week: MetricsWeek) => string;
  readonly column: (week: MetricsWeek) => ComponentChildren;
}) {
  const { weeks, total, column } = props;
  const every = Math.ceil(weeks.length / MAX_NUMBERED);
  const numbered = (i: number): boolean => (weeks.length - 1 - i) % every === 0;
  return (
    <ol class="columns" aria-hidden="true">
      {weeks.map((week, i) => (
        <li key={week.week}>
          <span>{every === 1 && total(week)}</span>
          <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {column(week)}
          </svg>
          <span>{numbered(i) && weekNumber(week.week)}</span>
        </li>
      ))}
    </ol>
  );
}

function Numbers(
  props: ChartProps & {
    readonly heads: readonly string[];
    readonly cells: (week: MetricsWeek) => readonly string[];
  },
) {
  const { reader, weeks, id, heads, cells } = props;
  const { words, notation } = reader;
  return (
    <details>
      <summary>{words.manager.asTable}</summary>
      <div class="sideways">
        <table class="numbers" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{words.manager.week}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.week}>
                <th scope="row">
                  {words.manager.weekLabel(weekNumber(week.week))}{' '}
                  <span class="muted small">{notation.day(week.week)}</span>
                </th>
                {cells(week).map((cell, i) => (
                  <td key={heads[i]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
