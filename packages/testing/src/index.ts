export { type Chromium, chromium, launchBrowser } from './chromium.ts';
export { freePort } from './free-port.ts';
export { freshDatabase } from './fresh-database.ts';
export { type FreshMariaDatabase, freshMariaDatabase } from './mariadb/fresh-maria-database.ts';
export { scratchFolder } from './scratch.ts';
export { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
