export {
  INBOUND_MAIL_VERDICTS,
  type InboundMailReceiver,
  type InboundMailVerdict,
} from './api/webhooks/inbound-mail-receiver.ts';
export type {
  MailReportReceiver,
  MailReportRequest,
  ReadMailReports,
} from './api/webhooks/mail-report-receiver.ts';
export { createApp, createOperationsApp } from './app.ts';
export { type HttpConfig, httpConfig, httpSettings, httpVariables } from './config.ts';
export type { HttpDeps, Liveness, Readiness, TracedRequest } from './deps.ts';
export type { FailureLine, HttpLog, RequestLine } from './logging/http-log.ts';
export { pinoHttpLog } from './logging/pino-http-log.ts';
export { type ListenOptions, type RunningServer, startServer } from './server.ts';
export { DEFAULT_LIMITS, type HttpLimits, type HttpSettings } from './settings.ts';
