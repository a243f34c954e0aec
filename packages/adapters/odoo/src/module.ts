import { type Clock, PORTS, type PortIdentifier } from '@miomente/booking-domain';
import { type Bind, type BindToFluentSyntax, ContainerModule } from 'inversify';
import type { OdooConfig } from './config.ts';
import { OdooPartners } from './partners/odoo-partners.ts';
import { CircuitBreaker } from './rpc/circuit-breaker.ts';
import type { OdooCalls } from './rpc/odoo-calls.ts';
import { XmlRpcCalls } from './rpc/xml-rpc-calls.ts';
import { OdooTicketDesk } from './tickets/odoo-ticket-desk.ts';

const own = <Bound>(name: string): PortIdentifier<Bound> => Symbol.for(`miomente.booking.odoo.${name}`);

/** Odoo's own services beyond the ports: its calls, for the check at start, and its contacts, for the import. */
export const ODOO: {
  readonly calls: PortIdentifier<OdooCalls>;
  readonly partners: PortIdentifier<OdooPartners>;
} = { calls: own('Calls'), partners: own('Partners') };

/** Binds a value with type checks: inversify itself accepts any value for any symbol. */
const as = <Bound>(bind: Bind, identifier: PortIdentifier<Bound>): BindToFluentSyntax<Bound> => bind<Bound>(identifier);

/** Odoo's calls, with their own circuit breaker. */
export function odooCalls(config: Pick<OdooConfig, 'connection' | 'login'>, clock: Clock): OdooCalls {
  const { connection, login } = config;
  return new XmlRpcCalls({ connection, login, clock, breaker: new CircuitBreaker(clock) });
}

/** Binds Odoo to the ticket desk port. */
export function odooModule(config: OdooConfig, settings: { readonly timeZone: string }): ContainerModule {
  return new ContainerModule(({ bind }) => {
    as(bind, ODOO.calls)
      .toResolvedValue((clock: Clock) => odooCalls(config, clock), [PORTS.clock])
      .inSingletonScope();
    as(bind, ODOO.partners)
      .toResolvedValue((calls: OdooCalls) => new OdooPartners({ calls, config }), [ODOO.calls])
      .inSingletonScope();
    as(bind, PORTS.ticketDesk)
      .toResolvedValue((calls: OdooCalls) => new OdooTicketDesk({ calls, config, ...settings }), [ODOO.calls])
      .inSingletonScope();
  });
}
