export { type Chromium, chromium, launchBrowser } from './chromium.ts';
export { freshDatabase } from './fresh-database.ts';
export { scratchFolder } from './scratch.ts';
