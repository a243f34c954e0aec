export { FAULTS, type Scale } from './faults.ts';
export { announced } from './load.ts';
export { playRound } from './round.ts';
export { openStage, TIME_ZONE, untilReady } from './stage.ts';
export { timePasses } from './time-passes.ts';
