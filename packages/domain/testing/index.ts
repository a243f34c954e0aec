export * from './contracts/bookings-contract.ts';
export * from './contracts/deliveries-contract.ts';
export type { OpenPersistence } from './contracts/suite.ts';
export * from './harness.ts';
export * from './memory/around.ts';
export * from './memory/persistence.ts';
export * from './memory/settable-clock.ts';
