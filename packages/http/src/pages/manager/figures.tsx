/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { PartnerSortKey, ResponseMetrics } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';

/** What stands as a figure; the promises that were taken back are no column of the list. */
export type FigureKey = Exclude<PartnerSortKey, 'name'> | 'takenBack';

/** A number as it is written, or that it is missing. */
export function figureText({ words, notation }: Reader, key: FigureKey, metrics: ResponseMetrics): string {
  const { manager } = words;
  switch (key) {
    case 'rate':
      return metrics.confirmationRate === null ? manager.noRate : notation.percent(metrics.confirmationRate);
    case 'kept':
      return metrics.keptRate === null ? manager.noRate : notation.percent(metrics.keptRate);
    case 'median':
      return metrics.medianAnswerMs === null ? manager.noTime : notation.hours(metrics.medianAnswerMs);
    case 'p90':
      return metrics.p90AnswerMs === null ? manager.noTime : notation.hours(metrics.p90AnswerMs);
    default:
      return notation.count(metrics[key]);
  }
}

/** The most important numbers, large. */
export function Figures(props: {
  readonly reader: Reader;
  readonly metrics: ResponseMetrics;
  readonly keys: readonly FigureKey[];
}) {
  const { reader, metrics, keys } = props;
  const { manager } = reader.words;
  const { confirmationRate } = metrics;
  const withRate = keys.includes('rate') ? null : confirmationRate;
  return (
    <dl class="figures">
      {keys.map((key) => (
        <div key={key}>
          <dt>{key === 'takenBack' ? manager.takenBack : manager.figure[key]}</dt>
          <dd>
            {key === 'confirmed' && withRate !== null
              ? manager.withRate(figureText(reader, key, metrics), reader.notation.percent(withRate))
              : figureText(reader, key, metrics)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A share as a bar, with the number beside it. */
export function ShareBar({ share }: { readonly share: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width="100" height="10" />
      <rect class="ok" width={Math.round(share * 1000) / 10} height="10" />
    </svg>
  );
}
