import type { HttpSettings } from '@miomente/booking-http';
import type { Config } from '../config/load.ts';
import { freePort, requireFreePort } from '../process/free-port.ts';
import { localUrl } from '../process/public-url.ts';

/** Where the server will listen, and how browsers reach it. */
export interface Address {
  readonly port: number;
  /** From this machine. */
  readonly localUrl: string;
  /** For partners: `PUBLIC_URL`, or else the same. */
  readonly publicUrl: string;
  /** Whether the usual port was taken and nobody had asked for a certain one. */
  readonly moved: boolean;
}

export const USUAL_PORT = 3_000;
/** Requests under way may take this long when the server stops; nothing of ours takes longer than the 3 s of a decline. */
const DRAIN_MS = 4_000;

/**
 * Decides on the port: the configured one, or the first free one from 3000 on.
 * @throws CommandError when the configured one is taken
 */
export async function chooseAddress(config: Config): Promise<Address> {
  if (config.PORT !== undefined) await requireFreePort(config.HOST, config.PORT);
  const port = config.PORT ?? (await freePort(config.HOST));
  const local = localUrl(config.HOST, port);
  const moved = config.PORT === undefined && port !== USUAL_PORT;
  return { port, localUrl: local, publicUrl: config.publicUrl ?? local, moved };
}

/** The HTTP side's settings for that address. */
export function settingsFor(config: Config, { publicUrl }: Address): HttpSettings {
  const settings = config.httpSettings(publicUrl);
  return { ...settings, limits: { ...settings.limits, drainMs: DRAIN_MS } };
}
