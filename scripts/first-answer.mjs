// Measures how long a partner waits for the first answer on a new phone, from the tap in the mail to the page that says
// "bestätigt": on a slow network, with a slow processor. Writes its part of docs/presses.md.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { launchBrowser } from '../packages/testing/dist/index.js';
import { app, runTryOut, until } from './running-try-out.mjs';

const document = fileURLToPath(new URL('../docs/presses.md', import.meta.url));
const SECTION = /## The first answer on a new phone\n[\s\S]*?(?=## )/;
const network = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const slowdown = 4;
const runs = 5;
/** Longer than LINK_PRESS_MIN_SECONDS. */
const readsMs = 2_500;

const { url, env, end } = await runTryOut();
const browser = await launchBrowser();
const seen = new Set(await linksInMails());
try {
  const plain = [];
  const asked = [];
  for (let n = 0; n < runs; n += 1) {
    plain.push(await firstAnswer(false));
    asked.push(await firstAnswer(true));
  }
  const text = section(plain, asked);
  const before = readFileSync(document, 'utf8');
  const after = SECTION.test(before)
    ? before.replace(SECTION, text)
    : before.replace('## What is not promised', `${text}## What is not promised`);
  writeFileSync(document, after);
  console.log(text);
} finally {
  await browser.close();
  await end();
}

/**
 * One partner with a new phone, and then with the next mail on the same one.
 * @param doubted whether the press is doubted, so that the page asks: here since both links were opened
 * @returns how long each page took to be painted, in milliseconds
 */
async function firstAnswer(doubted) {
  const context = await browser.newContext({
    locale: 'de-DE',
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', network);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });

  const link = await newLink();
  if (doubted) await fetch(link.replace('/api/confirm/', '/api/decline/'), { redirect: 'manual' });
  const shown = await tapped(page, link, 'main button.yes');
  const [, day] = /(\d{1,2})\.\d{2}\.\d{4}/.exec(await page.locator('main').textContent()) ?? [];
  await page.waitForTimeout(readsMs);
  const press = () => page.locator('main button.yes').tap();
  if (!doubted) {
    const confirmed = await painted(page, press, '.panel[data-tone=ok]');
    const next = await tapped(page, await newLink(), '.panel[data-tone=ok]');
    await context.close();
    return { shown, confirmed, next };
  }
  const question = await painted(page, press, '#answer');
  await page.keyboard.type(day);
  const confirmed = await painted(page, () => page.keyboard.press('Enter'), '.panel[data-tone=ok]');
  await context.close();
  return { shown, question, confirmed };
}

/** Taps a link in a mail. */
async function tapped(page, link, place) {
  await page.goto('about:blank');
  await page.setContent(`<a href="${link}">Bestätigen</a>`);
  return painted(page, () => page.locator('a').tap(), place);
}

/** How long it takes from an action until a place of the next page is on the screen. */
async function painted(page, act, place) {
  const start = performance.now();
  await act();
  await page.locator(place).first().waitFor();
  // A page whose styles are not there yet paints no frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return performance.now() - start;
}

/** Places an order. @returns the confirm link of its mail */
async function newLink() {
  await command('sample-order');
  const link = await until(async () => (await linksInMails()).find((each) => !seen.has(each)));
  for (const each of await linksInMails()) seen.add(each);
  return link;
}

async function linksInMails() {
  const shown = await command('sample-show');
  return [...shown.matchAll(/\/api\/confirm\/[0-9a-f]{64}/g)].map(([path]) => url + path);
}

/** Runs a command of the product beside it. @returns what it printed */
async function command(name) {
  const { stdout } = await promisify(execFile)(process.execPath, [app(name)], { env });
  return stdout;
}

function section(plain, asked) {
  const of = (all, ...names) => {
    const sums = all.map((each) => names.reduce((sum, name) => sum + each[name], 0)).sort((a, b) => a - b);
    const seconds = (ms) => (ms / 1_000).toFixed(1);
    return `${seconds(sums[Math.floor(sums.length / 2)])} s | ${seconds(sums[0])} to ${seconds(sums.at(-1))} s`;
  };
  return `## The first answer on a new phone

Measured by \`npm run docs:first-answer\`, ${runs} times each way: the sample system, and Chromium with an empty cache, each
request ${network.latency} ms late, ${(network.downloadThroughput * 8) / 1_000} kbit/s both ways, and a processor ${slowdown} times slower. The latency is that of requests: finding
the host and agreeing on encryption comes on top, once. It is the time somebody waits; reading the page (here
${readsMs / 1_000} s) and typing the day are not in it. The machine had ${availableParallelism()} cores and a load of ${Math.round(loadavg()[0])}. From the action until the page is painted:

| what somebody waits for | median | from, to |
| --- | --- | --- |
| the tap in the mail, until the page with the button | ${of(plain, 'shown')} |
| the press, until “bestätigt” | ${of(plain, 'confirmed')} |
| **without the question, together** | ${of(plain, 'shown', 'confirmed')} |
| a press that is doubted, until the question | ${of(asked, 'question')} |
| the typed day, until “bestätigt” | ${of(asked, 'confirmed')} |
| **with the question, together** | ${of(asked, 'shown', 'question', 'confirmed')} |
| the next mail on the same phone: the tap, until “bestätigt” | ${of(plain, 'next')} |

`;
}
