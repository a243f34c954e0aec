import type { HttpDeps } from '../deps.ts';
import type { Devices } from '../device/devices.ts';
import type { Sessions } from '../session/sessions.ts';

/** What the pages need: the HTTP side's dependencies, and who visits from where. */
export interface PagesDeps extends HttpDeps {
  readonly sessions: Sessions;
  readonly devices: Devices;
}
