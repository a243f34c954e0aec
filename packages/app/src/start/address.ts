import type { HttpSettings } from '@miomente/booking-http';
import type { Config } from '../config/load.ts';
import { freePort, requireFreePort } from '../process/free-port.ts';
import { localUrl } from '../process/public-url.ts';

/** The server's address, and its URL for browsers. */
export interface Address {
  readonly port: number;
  /** The URL for this machine. */
  readonly localUrl: string;
  /** The URL for partners: `PUBLIC_URL`, or else the local one. */
  readonly publicUrl: string;
  /** Whether port 3000 was taken and no port was configured. */
  readonly moved: boolean;
}

/** The port when none is configured and it is free. */
export const USUAL_PORT = 3_000;
/**
 * How long requests in progress may take when the server stops. A scheduler that stops after it is still within ten
 * seconds.
 */
const DRAIN_MS = 4_000;

/**
 * Chooses the port: the configured one, or the first free one from 3000 on.
 * @throws CommandError when the configured one is taken
 */
export async function chooseAddress(config: Config): Promise<Address> {
  if (config.PORT !== undefined) await requireFreePort(config.HOST, config.PORT);
  const port = config.PORT ?? (await freePort(config.HOST));
  const local = localUrl(config.HOST, port);
  const moved = config.PORT === undefined && port !== USUAL_PORT;
  return { port, localUrl: local, publicUrl: config.publicUrl ?? local, moved };
}

/**
 * The settings of the HTTP side for that address.
 * @param drainMs how long requests in progress may take once the port is closed
 */
export function settingsFor(config: Config, { publicUrl }: Address, drainMs: number = DRAIN_MS): HttpSettings {
  const settings = config.httpSettings(publicUrl);
  return { ...settings, limits: { ...settings.limits, drainMs } };
}
