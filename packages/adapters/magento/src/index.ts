export { magentoConfig, magentoVariables } from './config.ts';
export { closePool, openPool } from './database/open-pool.ts';
export { MagentoOrderSource, type MagentoOrderSourceDeps } from './magento-order-source.ts';
export { magentoModule } from './module.ts';
export type { MagentoSettings } from './settings.ts';
