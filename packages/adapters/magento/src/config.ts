import { z } from 'zod';
import type { MagentoSettings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const SECOND_MS = 1_000;
const needed = (what: string): z.ZodType<string> =>
  z.string({ error: `must be set to ${what}` }).min(1, { error: `must be set to ${what}` });
const seconds = (absent: number): z.ZodType<number, string | undefined> =>
  z
    .string()
    .optional()
    .transform((text) => (text === undefined ? absent : Number(text)))
    .refine((value) => value >= 0.05 && value <= 3_600, { error: 'must be a number of seconds from 0.05 to 3600' })
    .transform((value) => Math.round(value * SECOND_MS));

const variables = z.object({
  MAGENTO_DB_HOST: needed("the host of Magento's database"),
  MAGENTO_DB_PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a port number' })
    .default('3306')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, { error: 'must be a port number from 1 to 65535' }),
  MAGENTO_DB_USER: needed('a user that may read the shop, and only read'),
  // Empty passwords occur on machines of one's own.
  MAGENTO_DB_PASSWORD: z.string().default(''),
  MAGENTO_DB_NAME: needed("the name of Magento's database"),
  MAGENTO_DB_TLS: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('off')
    .transform((value) => value === 'on'),
  MAGENTO_TABLE_PREFIX: z
    .string()
    .regex(/^\w{0,32}$/, { error: 'must be what the table names begin with, such as mg_: letters, digits and _' })
    .default(''),
  MAGENTO_PARTNER_ATTRIBUTE: z
    .string()
    .regex(/^[a-z]\w*$/i, { error: 'must be the code of a product attribute, such as customer_number' })
    .default('customer_number'),
  MAGENTO_DB_CONNECT_SECONDS: seconds(5),
  MAGENTO_DB_STATEMENT_SECONDS: seconds(20),
  MAGENTO_DB_READ_SECONDS: seconds(30),
});

const CONNECTIONS = 4;

/**
 * Reads how Magento's database is reached from environment variables; every problem is an issue at
 * its variable. To be asked only once `MAGENTO_DB_HOST` is set.
 */
export const magentoConfig: z.ZodType<MagentoSettings, Environment> = variables.transform(
  (env): MagentoSettings => ({
    host: env.MAGENTO_DB_HOST,
    port: env.MAGENTO_DB_PORT,
    user: env.MAGENTO_DB_USER,
    password: env.MAGENTO_DB_PASSWORD,
    database: env.MAGENTO_DB_NAME,
    tls: env.MAGENTO_DB_TLS,
    tablePrefix: env.MAGENTO_TABLE_PREFIX,
    partnerAttribute: env.MAGENTO_PARTNER_ATTRIBUTE,
    connections: CONNECTIONS,
    connectTimeoutMs: env.MAGENTO_DB_CONNECT_SECONDS,
    statementTimeoutMs: env.MAGENTO_DB_STATEMENT_SECONDS,
    readTimeoutMs: env.MAGENTO_DB_READ_SECONDS,
  }),
) as z.ZodType<MagentoSettings, Environment>;
