// Tests the running product with tools of other projects: `npm run test:outsiders`. It is separate from `npm test`,
// because it downloads the tools. The results are in docs/outsiders.md.
import { canIEmail } from './can-i-email.mjs';
import { naughtyStrings } from './naughty-strings.mjs';
import { startProduct } from './product.mjs';
import { installTools } from './tools.mjs';
import { validatingProxy } from './validating-proxy.mjs';
import { wycheproof } from './wycheproof.mjs';

const at = process.argv.indexOf('--wycheproof');
const vectors = at === -1 ? undefined : process.argv[at + 1];

/** All tests, or those that are named. */
function wanted(suite) {
  const named = ['mails', 'proxy', 'strings'].filter((name) => process.argv.includes(name));
  return named.length === 0 || named.includes(suite);
}

installTools();
const product = await startProduct();
let faulty = 0;
try {
  if (wanted('mails')) await report('Mails by caniemail', () => canIEmail(product));
  if (wanted('proxy')) await report('Prism before the API', () => validatingProxy(product));
  if (wanted('strings')) await report('Big List of Naughty Strings', () => naughtyStrings(product));
  if (vectors === undefined) console.log('Wycheproof: left out; name its file with --wycheproof.');
  else await report('Wycheproof', () => wycheproof(vectors));
} finally {
  await product.stop();
}
process.exitCode = faulty === 0 ? 0 : 1;

async function report(name, run) {
  const { what, faults } = await run();
  faulty += faults.length;
  console.log(`${name}: ${what}; ${faults.length === 0 ? 'no fault' : `${faults.length} faults`}.`);
  for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`);
}
