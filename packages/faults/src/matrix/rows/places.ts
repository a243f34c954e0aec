/** Where what the matrix speaks of is, from the root of the repository. */
export const DOMAIN = 'packages/domain/src';
export const POSTGRES = 'packages/adapters/postgres';
export const SENDGRID = 'packages/adapters/sendgrid';
export const ODOO = 'packages/adapters/odoo';
export const MAGENTO = 'packages/adapters/magento';
export const APP = 'packages/app';
export const LONG = 'packages/faults/long';
export const IMPORT_ORDERS = 'packages/domain/test/use-cases/import-orders.test.ts';
export const SWEEP_AND_DELIVER = 'packages/domain/test/use-cases/sweep-and-deliver.test.ts';
export const COMMIT: string = `${POSTGRES}/src/bookings/commit-statement.ts`;
export const DELIVER_BUNDLE: string = `${DOMAIN}/use-cases/deliver-bundle.ts`;
