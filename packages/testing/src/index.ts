export { type Chromium, chromium, clickThrough, launchBrowser } from './chromium.ts';
export { freePort } from './free-port.ts';
export { freshDatabase } from './fresh-database.ts';
export { type FreshMariaDatabase, freshMariaDatabase } from './mariadb/fresh-maria-database.ts';
export { type MariaDbServer, startMariaDb } from './mariadb/server.ts';
export { type DescribedApi, type DescribedOperation, describedApi } from './openapi/described-api.ts';
export type {
  HttpAnswer,
  OpenApiDocument,
  OpenApiMedia,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiSchema,
} from './openapi/document.ts';
export { type ApiRequest, requestsFor } from './openapi/requests/requests.ts';
export type { KnownValues } from './openapi/requests/values.ts';
export { type PartnerToSave, savePartners } from './save-partners.ts';
export { scratchFolder } from './scratch.ts';
export { type Answer, type Sending, send } from './send.ts';
export { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
