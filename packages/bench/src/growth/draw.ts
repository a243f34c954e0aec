import type { Curve } from './measure.ts';

const WIDTH = 760;
const HEIGHT = 420;
const LEFT = 70;
const RIGHT = 170;
const TOP = 40;
const BOTTOM = 60;
const COLOURS = ['#0b5cad', '#b3261e', '#2e7d32', '#8a5a00', '#6a3d9a'];

/**
 * Draws what growth costs: milliseconds by the number of bookings, both axes by powers of ten. A line is a median, its
 * band reaches to the 95th percentile. Text keeps its distance, lines go along labels: no colour is needed to read it.
 * @returns an SVG that is legible on light and dark pages
 */
export function drawGrowth(curves: readonly Curve[], caption: string): string {
  const sizes = curves[0]?.points.map(({ bookings }) => bookings) ?? [];
  const all = curves.flatMap(({ points }) => points.flatMap(({ p50, p95 }) => [p50, p95]));
  const x = scale(Math.min(...sizes), Math.max(...sizes), LEFT, WIDTH - RIGHT);
  const y = scale(powerBelow(Math.min(...all)), powerAbove(Math.max(...all)), HEIGHT - BOTTOM, TOP);
  const marks = powers(powerBelow(Math.min(...all)), powerAbove(Math.max(...all)));
  const labels = apart(curves.map(({ points }) => y(points.at(-1)?.p50 ?? 1)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="13">`,
    `<title>${escaped(caption)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...marks.map(
      (ms) =>
        `<path d="M${LEFT} ${at(y(ms))}H${WIDTH - RIGHT}" stroke="#ddd"/>` +
        `<text x="${LEFT - 8}" y="${at(y(ms) + 4)}" text-anchor="end" fill="#444">${ms.toLocaleString('en')} ms</text>`,
    ),
    ...sizes.map(
      (size) =>
        `<path d="M${at(x(size))} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/>` +
        `<text x="${at(x(size))}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#444">${size.toLocaleString('en')}</text>`,
    ),
    ...curves.map((curve, place) => lineOf(curve, { x, y, colour: COLOURS[place % COLOURS.length] ?? '#000' })),
    ...curves.map(
      ({ operation }, place) =>
        `<text x="${WIDTH - RIGHT + 10}" y="${at((labels[place] ?? 0) + 4)}" fill="${COLOURS[place % COLOURS.length]}">${escaped(operation)}</text>`,
    ),
    `<text x="${LEFT}" y="22" fill="#222" font-weight="bold">${escaped(caption)}</text>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle" fill="#444">bookings in the database</text>`,
    '</svg>\n',
  ].join('\n');
}

type Scale = (value: number) => number;

function lineOf({ points }: Curve, { x, y, colour }: { x: Scale; y: Scale; colour: string }): string {
  const corners = (of: (point: Curve['points'][number]) => number, those = points): string =>
    those.map((point) => `${at(x(point.bookings))} ${at(y(of(point)))}`).join('L');
  const band = `M${corners(({ p95 }) => p95)}L${corners(({ p50 }) => p50, points.toReversed())}Z`;
  return (
    `<path d="${band}" fill="${colour}" fill-opacity="0.15"/>` +
    `<path d="M${corners(({ p50 }) => p50)}" fill="none" stroke="${colour}" stroke-width="2"/>`
  );
}

/** From a range of values to one of places, by their logarithms. */
function scale(from: number, to: number, start: number, end: number): Scale {
  const span = Math.log(to / from) || 1;
  return (value) => start + (Math.log(value / from) / span) * (end - start);
}

const powerBelow = (value: number): number => 10 ** Math.floor(Math.log10(value));
const powerAbove = (value: number): number => 10 ** Math.ceil(Math.log10(value));

function powers(from: number, to: number): readonly number[] {
  const found = [];
  for (let power = from; power <= to * 1.001; power *= 10) found.push(Number(power.toPrecision(1)));
  return found;
}

const LINE = 17;

/** Moves what would stand on each other apart, downwards. */
function apart(places: readonly number[]): readonly number[] {
  const moved = [...places];
  let free = 0;
  for (const [index, place] of [...places.entries()].toSorted((a, b) => a[1] - b[1])) {
    moved[index] = Math.max(place, free);
    free = (moved[index] ?? 0) + LINE;
  }
  return moved;
}

const at = (place: number): string => String(Number(place.toFixed(1)));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
