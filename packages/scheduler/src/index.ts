export { type AppliedPolicy, policyFingerprint } from './applied-policy.ts';
export { type Failure, failureOf } from './failure.ts';
export type { SpentDeliveries } from './give-up.ts';
export type { Health } from './health.ts';
export type { Leases } from './leases.ts';
export type { OutboxStall, OutboxWatch } from './outbox-watch.ts';
export { patientRecording } from './patience.ts';
export { type Report, type SchedulerEvent, severityOf } from './report.ts';
export {
  DEFAULT_SCHEDULER_TIMES,
  type Scheduler,
  type SchedulerDeps,
  type SchedulerTimes,
  startScheduler,
} from './scheduler.ts';
export type { TracedJob } from './tasks.ts';
