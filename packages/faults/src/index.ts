export { FAULTS, type Scale } from './faults.ts';
export type { History } from './history/history.ts';
export { INVARIANTS, judge } from './history/judge.ts';
export { announced } from './load.ts';
export { playRound } from './round.ts';
export { openStage, TIME_ZONE, untilReady } from './stage.ts';
export { timePasses } from './time-passes.ts';
