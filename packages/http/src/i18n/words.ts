import type * as de from './de/index.ts';

/** Everything the pages say. German is the original; a word that English lacks does not compile. */
export type Words = typeof de;
