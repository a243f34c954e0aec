import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stage } from '../stage/stage.ts';
import { drawGrowth } from './draw.ts';
import { type Curve, measureGrowth } from './measure.ts';

const USAGE = 'npm run bench:growth -- [--bookings 10000,100000,1000000] [--data FOLDER] [--picture FILE] [--draw]';
const RESULTS = 'bench-growth.json';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    bookings: { type: 'string', default: '10000,100000,1000000' },
    data: { type: 'string', default: '.data/bench' },
    picture: { type: 'string', default: 'docs/pictures/growth.svg' },
    draw: { type: 'boolean', default: false },
  },
});
const sizes = values.bookings.split(',').map(Number);
if (sizes.length < 2 || sizes.some((size) => !Number.isInteger(size) || size < 10_000)) {
  say(`At least two numbers of bookings, from 10000 on.\n${USAGE}`);
  process.exit(2);
}

if (!values.draw) {
  const stage = new Stage({ say, dataFolder: values.data, bookings: Math.max(...sizes) });
  try {
    const curves = await measureGrowth(stage, sizes);
    writeFileSync(RESULTS, `${JSON.stringify({ at: new Date().toISOString(), curves }, null, 2)}\n`);
  } finally {
    await stage.end();
  }
}
const { curves } = JSON.parse(readFileSync(RESULTS, 'utf8')) as { readonly curves: readonly Curve[] };
writeFileSync(values.picture, drawGrowth(curves, 'What growth costs: median, and up to the 95th percentile'));
say(`The figures: ${RESULTS}; the picture: ${values.picture}`);
