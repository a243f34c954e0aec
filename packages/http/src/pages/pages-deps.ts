import type { HttpDeps } from '../deps.ts';
import type { Devices } from '../device/devices.ts';
import type { Sessions } from '../session/sessions.ts';

/** Dependencies of the pages: those of the HTTP side, sessions and devices. */
export interface PagesDeps extends HttpDeps {
  readonly sessions: Sessions;
  readonly devices: Devices;
}
