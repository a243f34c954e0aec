import { createMemoryPersistence, persistenceContract } from '../testing/index.ts';

persistenceContract('persistence in memory', async () => createMemoryPersistence());
