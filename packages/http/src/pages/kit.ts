/** What a package of pages needs: declaring them, their fields, their answers, and the frame around them. */
export { anyText, id, lenient, orderNumber, pageNumber, text } from '../guard/fields.ts';
export { type Page, type PageGate, page } from '../guard/page.ts';
export { leadsTo, type PageAnswer, shows } from '../guard/page-answer.ts';
export { HttpProblem } from '../problem/http-problem.ts';
export { Pager } from './dashboard/pager.tsx';
export { Page as PageFrame } from './frame/page.tsx';
export { Back, Notice } from './frame/parts.tsx';
export type { Reader } from './frame/reader.ts';
export type { MorePages } from './more-pages.ts';
