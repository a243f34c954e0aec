import { bookingsContract, createMemoryPersistence, deliveriesContract } from '../testing/index.ts';

const open = async () => createMemoryPersistence();

bookingsContract('in memory', open);
deliveriesContract('in memory', open);
