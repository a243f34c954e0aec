import type * as de from './de/pages/index.ts';

/** Everything the pages say. German is the original; a word that another language lacks does not compile. */
export type PageWords = typeof de;
