import {
  type Account,
  asCustomerNumber,
  type BookingId,
  type CustomerNumber,
  DEFAULT_POLICY,
  HOUR_MS,
  type Order,
  type Stored,
  systemScope,
} from '@miomente/booking-domain';
import {
  type Around,
  anOrder,
  aPartner,
  createMemoryPersistence,
  MemoryMailer,
  MemoryOrderSource,
  MemoryReplyAddresses,
  MemoryTicketDesk,
  MemoryTimer,
  MemoryTokenMint,
  PARTNER_NUMBER,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { portalLinks } from '@miomente/booking-paths';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import type { HttpDeps } from '../src/deps.ts';
import { pinoHttpLog } from '../src/logging/pino-http-log.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { signSession } from '../src/session/jwt.ts';
import { DEFAULT_LIMITS, type HttpSettings } from '../src/settings.ts';
import { type Answer, type Sending, send } from './client.ts';
import { aReceiver } from './mail-receiver.ts';

export const SETTINGS: HttpSettings = {
  publicUrl: 'http://portal.example.org',
  secureCookies: false,
  production: false,
  timeZone: 'Europe/Berlin',
  language: 'de',
  confirmLinkMode: 'guarded',
  portalJwtSecret: 'portal secret of the tests, long enough',
  portalJwtSecretPrevious: null,
  portalJwksUrl: null,
  portalJwtIssuer: null,
  portalJwtAudience: null,
  webhookSecrets: ['webhook secret of the tests, long enough'],
  cronSecret: 'cron secret of the tests, long enough',
  eventsReadSecret: 'events secret of the tests, long enough',
  metricsSecret: null,
  managerEmails: ['office@example.org'],
  portalLoginUrl: null,
  portalSessionCookie: null,
  portalDatesUrl: 'https://dates.example.org/',
  supportEmail: 'support@example.org',
  trustProxyHops: 0,
  limits: DEFAULT_LIMITS,
};

export const MANAGER = 'office@example.org';
const SCOPE = systemScope('tests');

export interface WorldOptions {
  readonly settings?: Partial<HttpSettings>;
  readonly deps?: Partial<HttpDeps>;
  /** A hook around every call of every port of the database. */
  readonly around?: Around;
  /** What happens while a use case waits. */
  readonly meanwhile?: () => Promise<void>;
}

/** The HTTP side on a free port, with use cases on the in-memory adapters. */
export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld({ settings: overrides, deps: replaced, around, meanwhile }: WorldOptions = {}) {
  const settings: HttpSettings = { ...SETTINGS, ...overrides };
  const clock = new SettableClock();
  const persistence = createMemoryPersistence({ clock, ...(around === undefined ? {} : { around }) });
  const shop = new MemoryOrderSource();
  const desk = new MemoryTicketDesk();
  const mailer = new MemoryMailer();
  const tokens = new MemoryTokenMint();
  const replyAddresses = new MemoryReplyAddresses();
  const logLines: string[] = [];
  const log = pinoHttpLog(pino({}, { write: (line: string) => logLines.push(line) }));

  const { ports } = persistence;
  const timer = new MemoryTimer(clock, meanwhile);
  const links = portalLinks(settings.publicUrl);
  const policy = DEFAULT_POLICY;
  const inner = {
    ...ports,
    orders: shop,
    tokens,
    replyAddresses,
    clock,
    policy,
    links,
    managerEmails: settings.managerEmails,
  };
  const cases = useCasesOver({ ...inner, mailer, ticketDesk: desk, timer });
  const { importOrders, deliver } = cases;
  const deps: HttpDeps = {
    settings,
    policy,
    clock,
    log,
    traced: (_, work) => work(),
    unhurried: (work) => work(),
    metrics: async () => ({ contentType: 'text/plain; version=0.0.4; charset=utf-8', text: 'up 1\n' }),
    rateLimiter: { consume: async () => undefined },
    countVisit: () => undefined,
    readiness: async () => ({ ready: true }),
    mailReports: [aReceiver(null)],
    inboundMail: null,
    countInboundMail: () => undefined,
    ...cases,
    ...ports,
    ...replaced,
  };
  const server: RunningServer = await startServer(createApp(deps), { host: '127.0.0.1', port: 0, log: deps.log });

  return {
    timer,
    ...inner,
    deps,
    settings,
    persistence,
    shop,
    desk,
    mailer,
    logLines,
    url: server.url,
    stop: server.stop,
    send: (method: string, path: string, sending?: Sending): Promise<Answer> => send(server.url, method, path, sending),

    /** A partner who can be reached by mail. */
    partner: (customerNumber: CustomerNumber = PARTNER_NUMBER, email = `${customerNumber.toLowerCase()}@example.org`) =>
      ports.partners.save(aPartner({ customerNumber, email })),
    /** Places orders in the shop and imports them. @returns their bookings */
    order: async (...orders: readonly Order[]): Promise<readonly Stored[]> => {
      const placed = orders.length === 0 ? [anOrder()] : orders;
      shop.place(...placed);
      const outcomes = await importOrders(placed);
      return [...outcomes.values()].flatMap((outcome) => (outcome.type === 'imported' ? outcome.bookings : []));
    },
    booking: (id: BookingId) => ports.bookings.find(SCOPE, id),
    timeline: (id: BookingId) => ports.bookings.timeline(SCOPE, id),
    /** Does all due outbox work, as the scheduler would. */
    deliverDue: async (): Promise<void> => {
      for (const job of persistence.takeDueJobs()) {
        if (job.task === 'deliver') await deliver(job.payload.deliveryId);
      }
    },
    /** Headers of a visitor who logged in here, with a bearer token. */
    as: async (account: Account | CustomerNumber): Promise<{ readonly Authorization: string }> => ({
      Authorization: `Bearer ${await sessionJwt(settings, account, clock.now())}`,
    }),
    /** A session's JWT, as in the cookie. */
    sessionJwt: (account: Account | CustomerNumber) => sessionJwt(settings, account, clock.now()),
  };
}

export const OFFICE: Account = { role: 'manager', address: MANAGER };

function sessionJwt(settings: HttpSettings, account: Account | CustomerNumber, now: number): Promise<string> {
  const partner = typeof account === 'string' ? account : account.role === 'partner' ? account.customerNumber : null;
  const sub =
    partner ??
    (typeof account === 'object' && account.role === 'manager'
      ? asCustomerNumber(account.address)
      : asCustomerNumber(''));
  const role = partner === null ? 'manager' : 'partner';
  const claims = { sub, role, customerNumber: partner, id: `session-of-${sub}`, expiresAt: now + HOUR_MS } as const;
  return signSession(settings, claims, now);
}
