import { PORTS, type Ports, type UseCaseSettings, useCases } from '@miomente/booking-domain';
import { ContainerModule } from 'inversify';
import { APP } from './identifiers.ts';
import { provide } from './provide.ts';

type Bound = Ports & { readonly settings: UseCaseSettings };

/** Binds the use cases to the ports in the container. */
export function useCasesModule(): ContainerModule {
  return new ContainerModule(({ bind }) => {
    provide(bind, APP.useCases, ({ settings, ...ports }: Bound) => useCases(ports, settings), {
      ...PORTS,
      settings: APP.settings,
    });
  });
}
