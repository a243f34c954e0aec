import { persistenceContract } from '@miomente/booking-domain/testing';
import { freshDatabase } from '@miomente/booking-testing';
import { postgresHarness } from './harness.ts';

const { pool } = await freshDatabase();

persistenceContract('persistence on PostgreSQL', async () => postgresHarness(pool));
