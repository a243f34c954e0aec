/** Germany and its states: the regions whose holidays are known, by ISO 3166. */
export const HOLIDAY_REGIONS = [
  'DE',
  'DE-BB',
  'DE-BE',
  'DE-BW',
  'DE-BY',
  'DE-HB',
  'DE-HE',
  'DE-HH',
  'DE-MV',
  'DE-NI',
  'DE-NW',
  'DE-RP',
  'DE-SH',
  'DE-SL',
  'DE-SN',
  'DE-ST',
  'DE-TH',
] as const;

/** A region with holidays of its own; `DE` has those of the whole country alone. */
export type HolidayRegion = (typeof HOLIDAY_REGIONS)[number];

/** The region with this code, whatever its case; undefined when none is known. */
export function holidayRegion(code: string): HolidayRegion | undefined {
  return HOLIDAY_REGIONS.find((region) => region === code.trim().toUpperCase());
}
