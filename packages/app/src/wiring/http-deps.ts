import { PORTS, type PortIdentifier } from '@miomente/booking-domain';
import { type HttpDeps, type HttpSettings, type Liveness, pinoHttpLog, type Readiness } from '@miomente/booking-http';
import { type InboundMailConfig, inboundMailReceiver } from '@miomente/booking-inbound-mail';
import type { OdooConfig } from '@miomente/booking-odoo';
import type { Container } from 'inversify';
import type { Logger } from 'pino';
import { type MailerInUse, mailReportReceivers } from '../config/mailers.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { readMetrics } from '../metrics/read-metrics.ts';
import { APP } from './identifiers.ts';
import { take } from './provide.ts';

/** What the HTTP side needs besides the container. */
export interface HttpSurroundings {
  readonly container: Container;
  /** The try-out's pages, when all external systems are stand-ins. */
  readonly tryOut: HttpDeps['sample'];
  /** Odoo's settings; null when it is not in use. */
  readonly odoo: OdooConfig | null;
  /** Null when the mailbox is in use. */
  readonly mailer: MailerInUse | null;
  /** Null where answers to mails are not taken. */
  readonly inboundMail: InboundMailConfig | null;
  readonly settings: HttpSettings;
  /** How long the database may take for one request, all its statements together. */
  readonly requestMs: number;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<Readiness>;
  readonly liveness: (() => Liveness) | undefined;
}

/** Collects the dependencies of the HTTP side from the container. */
export function httpDeps(surroundings: HttpSurroundings): HttpDeps {
  const { container, tryOut, odoo, mailer, inboundMail, settings, requestMs, log, metrics, readiness, liveness } =
    surroundings;
  const get = <Bound>(identifier: PortIdentifier<Bound>): Bound => take(container, identifier);
  return {
    ...get(APP.useCases),
    // However much is due; what asks for it is a program that waits.
    sweepReminders: () => get(APP.deadline).without(() => get(APP.useCases).sweepReminders()),
    // A mail's body and its turn have taken their time, and a batch of reports is answered as one: each has its own.
    takeReply: (mail) => get(APP.deadline).within(requestMs, () => get(APP.useCases).takeReply(mail)),
    recordMailReport: (report) => get(APP.deadline).within(requestMs, () => get(APP.useCases).recordMailReport(report)),
    settings,
    readiness,
    liveness,
    log: metrics.http.counting(pinoHttpLog(log)),
    metrics: readMetrics(metrics),
    rateLimiter: get(PORTS.rateLimiter),
    policy: get(APP.settings).policy,
    clock: get(PORTS.clock),
    traced: (request, work) => get(APP.trace).ofRequest(request, () => get(APP.deadline).within(requestMs, work)),
    unhurried: (work) => get(APP.deadline).without(work),
    mailReports: mailReportReceivers(mailer, get(PORTS.clock)),
    inboundMail: inboundMail === null ? null : inboundMailReceiver(inboundMail),
    countInboundMail: metrics.inboundMails.count,
    bookings: get(PORTS.bookings),
    deliveries: get(PORTS.deliveries),
    partners: get(PORTS.partners),
    partnerMetrics: get(PORTS.partnerMetrics),
    logins: get(PORTS.logins),
    keptAnswers: get(PORTS.keptAnswers),
    linkVisits: get(PORTS.linkVisits),
    countVisit: metrics.links.count,
    calendarFeeds: get(PORTS.calendarFeeds),
    standingYeses: get(PORTS.standingYeses),
    workload: get(PORTS.workload),
    declineReasons: get(PORTS.declineReasons),
    flaggedOrderItems: get(PORTS.flaggedOrderItems),
    revokedSessions: get(PORTS.revokedSessions),
    ticketSystem: odoo === null ? undefined : get(PORTS.ticketDesk),
    sample: tryOut,
  };
}
