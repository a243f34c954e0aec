/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ResponseMetrics } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { Page } from '../frame/page.tsx';
import { Back } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { figureText } from '../manager/figures.tsx';

/** The content of a partner's own figures. */
export interface FiguresView {
  readonly reader: Reader;
  readonly metrics: ResponseMetrics;
  /** Over how many weeks. */
  readonly weeks: number;
}

/** In the order in which they are read. */
const SHOWN = [
  'bookings',
  'rate',
  'kept',
  'takenBack',
  'declined',
  'unanswered',
  'median',
  'reminders',
  'escalations',
] as const;

/** A partner's own figures, each with what it counts. */
export function FiguresPage({ view }: { readonly view: FiguresView }) {
  const { reader, metrics, weeks } = view;
  const words = reader.words.figures;
  return (
    <Page reader={reader} title={words.title} place="figures">
      <Back href={paths.bookings.at()}>{reader.words.bookings.title}</Back>
      <div class="narrow stack">
        <h1>{words.title}</h1>
        <p>{words.intro(reader.notation.count(weeks))}</p>
        {metrics.bookings === 0 ? (
          <p class="panel">{words.nothing}</p>
        ) : (
          <dl class="panel tally">
            {SHOWN.map((key) => (
              <div key={key}>
                <dt>
                  {words.figures[key].name} <span class="about small muted">{words.figures[key].about}</span>
                </dt>
                <dd>{figureText(reader, key, metrics)}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Page>
  );
}
