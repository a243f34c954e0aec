export { FAULTS, type Fault, type Scale } from './faults.ts';
export { type Outcome, playRound } from './round.ts';
export { openStage, type Stage } from './stage.ts';
