import { PORTS } from '@miomente/booking-domain';
import 'reflect-metadata/lite';
import { Container } from 'inversify';
import { describe, expect, it } from 'vitest';
import { MagentoOrderSource, magentoConfig, magentoModule } from '../src/index.ts';

const NEEDED = { MAGENTO_DB_HOST: 'db.example.org', MAGENTO_DB_USER: 'reader', MAGENTO_DB_NAME: 'shop' };
const problems = (env: Record<string, string>) =>
  magentoConfig.safeParse(env).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('magentoConfig', () => {
  it('needs a host, a user and a name, and has defaults for the rest', () => {
    expect(magentoConfig.parse(NEEDED)).toMatchObject({
      host: 'db.example.org',
      port: 3_306,
      user: 'reader',
      password: '',
      database: 'shop',
      tls: false,
      tablePrefix: '',
      partnerAttribute: 'customer_number',
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 20_000,
      readTimeoutMs: 30_000,
    });
  });

  it('reports all problems at once, each at its variable, with what to do', () => {
    const env = {
      MAGENTO_DB_PORT: '70000',
      MAGENTO_DB_TLS: 'yes',
      MAGENTO_TABLE_PREFIX: 'mg`; --',
      MAGENTO_PARTNER_ATTRIBUTE: 'customer number',
      MAGENTO_DB_READ_SECONDS: 'soon',
    };
    expect(problems(env)).toEqual([
      "MAGENTO_DB_HOST must be set to the host of Magento's database",
      'MAGENTO_DB_PORT must be a port number from 1 to 65535',
      'MAGENTO_DB_USER must be set to a user that may read the shop, and only read',
      "MAGENTO_DB_NAME must be set to the name of Magento's database",
      'MAGENTO_DB_TLS must be one of: on, off',
      'MAGENTO_TABLE_PREFIX must be what the table names begin with, such as mg_: letters, digits and _',
      'MAGENTO_PARTNER_ATTRIBUTE must be the code of a product attribute, such as customer_number',
      'MAGENTO_DB_READ_SECONDS must be a number of seconds from 0.05 to 3600',
    ]);
  });
});

describe('magentoModule', () => {
  it('binds Magento as the order source, and opens no connection by itself', async () => {
    const container = new Container();
    container.load(magentoModule(magentoConfig.parse(NEEDED), { eventStartSources: [] }));
    expect(await container.getAsync(PORTS.orders)).toBeInstanceOf(MagentoOrderSource);
    await container.unbindAllAsync();
  });
});
