import {
  onOrOff,
  port,
  seconds,
  shaped,
  text,
  type Variable,
  type VariableGroup,
  variable,
} from '@miomente/booking-config';
import { z } from 'zod';
import type { MagentoSettings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const timeOut = (absent: string, about: string): Variable<number> => variable(seconds, { about, default: absent });

const variables = {
  MAGENTO_DB_HOST: variable(text, {
    about: 'The host of Magento’s database; setting it switches the sample shop off.',
    needed: "the host of Magento's database",
    example: 'magento-db.example.org',
    isAddress: true,
    inReadme: true,
  }),
  MAGENTO_DB_PORT: variable(port, { about: 'The port of the database server.', default: '3306' }),
  MAGENTO_DB_USER: variable(text, {
    about: 'A user with read access only.',
    needed: 'a user that may read the shop, and only read',
    inReadme: true,
  }),
  // Passwords may be empty, for databases on a developer's machine.
  MAGENTO_DB_PASSWORD: variable(text, { about: 'Its password.', default: '', secret: 'theirs', inReadme: true }),
  MAGENTO_DB_NAME: variable(text, {
    about: 'The database.',
    needed: "the name of Magento's database",
    example: 'magento',
    inReadme: true,
  }),
  MAGENTO_DB_TLS: variable(onOrOff, {
    about: 'TLS. The certificate must come from a trusted authority (NODE_EXTRA_CA_CERTS) and name MAGENTO_DB_HOST.',
    default: 'off',
  }),
  MAGENTO_TABLE_PREFIX: variable(
    shaped(/^\w{0,32}$/, 'must be what the table names begin with, such as mg_: letters, digits and _'),
    { about: 'The prefix of Magento’s tables.', default: '' },
  ),
  MAGENTO_PARTNER_ATTRIBUTE: variable(
    shaped(/^[a-z]\w*$/i, 'must be the code of a product attribute, such as customer_number'),
    { about: 'The product attribute with the partner’s number.', default: 'customer_number' },
  ),
  MAGENTO_DB_CONNECT_SECONDS: timeOut('5', 'Time limit for opening a connection.'),
  MAGENTO_DB_STATEMENT_SECONDS: timeOut(
    '20',
    'Time limit for one statement; after it, the server cancels the statement.',
  ),
  MAGENTO_DB_READ_SECONDS: timeOut('30', 'Time limit for a whole read.'),
};

/** The variables that {@link magentoConfig} reads. */
export const magentoVariables: VariableGroup = {
  title: 'Magento: orders, read from its database; without MAGENTO_DB_HOST the sample shop',
  variables,
};

const CONNECTIONS = 4;

/**
 * Reads from environment variables how to reach Magento's database. Every problem becomes an issue at its variable.
 * Call it only when `MAGENTO_DB_HOST` is set.
 */
export const magentoConfig: z.ZodType<MagentoSettings, Environment> = z.object(variables).transform(
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
);
