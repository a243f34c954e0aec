/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { DayField, FieldError } from '../dashboard/filters.tsx';
import type { Reader } from '../frame/reader.ts';
import { PERIOD_NAMES, type PeriodRequest } from './partners-request.ts';

/** The days of the metrics; fields for a custom range appear when it is selected. */
export function PeriodFields({ reader, request }: { readonly reader: Reader; readonly request: PeriodRequest }) {
  const { manager, bookings } = reader.words;
  const { name, typed, problems } = request;
  return (
    <>
      <label>
        {manager.period}
        <select name="period">
          {PERIOD_NAMES.map((known) => (
            <option key={known} value={known} selected={known === name}>
              {manager.periods[known]}
            </option>
          ))}
        </select>
      </label>
      {name === 'own' && (
        <>
          <DayField reader={reader} name="from" label={manager.from} value={typed.from} wrong={problems.from} />
          <DayField reader={reader} name="to" label={manager.to} value={typed.to} wrong={problems.to} />
          {problems.order && <FieldError id="days-error" text={bookings.badDates} />}
        </>
      )}
    </>
  );
}
