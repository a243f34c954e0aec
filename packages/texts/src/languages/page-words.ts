import type * as de from './de/pages/index.ts';

/** All texts of the pages. German is the original; a language that lacks one of its texts does not compile. */
export type PageWords = typeof de;
