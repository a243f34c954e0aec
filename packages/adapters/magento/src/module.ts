import { type OrderPolicy, type OrderSource, PORTS, type PortIdentifier } from '@miomente/booking-domain';
import { ContainerModule } from 'inversify';
import type { Pool } from 'mysql2/promise';
import { closePool, openPool } from './database/open-pool.ts';
import { MagentoOrderSource } from './magento-order-source.ts';
import type { MagentoSettings } from './settings.ts';

const POOL: PortIdentifier<Pool> = Symbol.for('miomente.booking.magento.Pool');

/** Binds Magento to the order source port. Its connections close when the container is emptied. */
export function magentoModule(
  settings: MagentoSettings,
  { eventStartSources }: Pick<OrderPolicy, 'eventStartSources'>,
): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind<Pool>(POOL)
      .toDynamicValue(() => openPool(settings))
      .inSingletonScope()
      .onDeactivation(closePool);
    bind<OrderSource>(PORTS.orders)
      .toResolvedValue((pool: Pool) => new MagentoOrderSource({ pool, settings, eventStartSources }), [POOL])
      .inSingletonScope();
  });
}
