import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { OrderDesk, SAMPLE_PARTNERS, SampleShop } from '@miomente/booking-local';
import { freePort, savePartners, scratchFolder, startTcpProxy, type TcpProxy } from '@miomente/booking-testing';
import pg from 'pg';
import { type MailStub, startMailStub } from './mail-stub.ts';
import { type CrashingServer, startCrashingServer } from './postgres-server.ts';
import { type ProductProcess, runProduct, startProduct } from './product-process.ts';
import { Undo } from './undo.ts';

/** Long enough that some mails are always on their way. */
const MAIL_LATENCY_MS = 200;
export const TIME_ZONE = 'Europe/Berlin';
const SYSTEM_CLOCK = { now: () => Date.now() };

/** The product's processes on a database that faults can be worked on. */
export interface Stage {
  readonly server: CrashingServer;
  /** What the product's processes reach the database by. */
  readonly proxy: TcpProxy;
  readonly mails: MailStub;
  /** What they reach the mail provider by. */
  readonly mailProxy: TcpProxy;
  /** The database itself, past the proxy. */
  readonly pool: pg.Pool;
  /** Those that take part now; a test may put another in the place of one. */
  readonly http: ProductProcess[];
  readonly schedulers: ProductProcess[];
  /** The product's configuration. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts one more process; by default of this repository's product, on a port of its own. */
  start(
    command: 'http' | 'scheduler',
    options?: {
      readonly port?: number;
      readonly root?: string;
      readonly variables?: Readonly<Record<string, string>>;
    },
  ): Promise<ProductProcess>;
  readonly webhookSecret: string;
  readonly shop: SampleShop;
  /** What somebody does to orders in the shop. */
  readonly orderDesk: OrderDesk;
  /** Starts the database again after a crash, and leads the proxy to it. */
  restartDatabase(): Promise<void>;
  /** Ends the schedulers and starts others; resolves when they begin their work. */
  replaceSchedulers(): Promise<void>;
  /** Ends everything, once however often it is asked for. */
  end(): Promise<void>;
}

export interface StageOptions {
  /** How many HTTP processes. */
  readonly http?: number;
  readonly schedulers?: number;
  /** The folder of a production build; without it, this repository's product. */
  readonly root?: string;
  /** Starts the database in a folder; without it, the embedded one. */
  readonly startServer?: (folder: string) => Promise<CrashingServer>;
  /** Variables of the product's, such as shorter intervals. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Starts HTTP processes and schedulers of the built product (two each by default), a PostgreSQL of their own behind a
 * proxy, and a mail provider.
 */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const undo = new Undo();
  try {
    return await setUp(options, undo);
  } catch (error) {
    await undo.all();
    throw error;
  }
}

async function setUp(options: StageOptions, undo: Undo): Promise<Stage> {
  const folder = scratchFolder('booking-faults-');
  undo.later(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const server = await (options.startServer ?? startCrashingServer)(folder);
  undo.later(() => server.stop());
  const proxy = await startTcpProxy(server.url);
  undo.later(() => proxy.stop());
  const mails = await startMailStub(MAIL_LATENCY_MS);
  undo.later(() => mails.stop());
  const mailProxy = await startTcpProxy(`${mails.url}/`);
  undo.later(() => mailProxy.stop());
  let pool = poolTo(server.url);
  undo.later(() => pool.end());
  const secret = (): string => randomBytes(32).toString('hex');
  const webhookSecret = secret();
  const env = {
    DATABASE_URL: proxy.url,
    DATA_DIR: folder,
    LOG_LEVEL: 'info',
    BOOKING_TOKEN_SECRET: secret(),
    PORTAL_JWT_SECRET: secret(),
    WEBHOOK_SECRET: webhookSecret,
    SAMPLE_MAILBOX_KEY: secret(),
    SENDGRID_API_KEY: 'SG.faults',
    SENDGRID_BASE_URL: mailProxy.url.replace(/\/$/, ''),
    MAIL_FROM: 'partner@example.org',
    ...options.variables,
  };
  await runProduct('migrate', env, options.root);
  await savePartners(pool, SAMPLE_PARTNERS);
  const start: Stage['start'] = async (command, { port, root = options.root, variables } = {}) => {
    const started = startProduct(command, port ?? (await freePort()), { ...env, ...variables }, root);
    undo.later(() => started.end('SIGKILL'));
    return started;
  };
  const many = (command: 'http' | 'scheduler', count: number): Promise<ProductProcess[]> =>
    Promise.all(Array.from({ length: count }, () => start(command)));
  const http = await many('http', options.http ?? 2);
  const newSchedulers = (): Promise<ProductProcess[]> => many('scheduler', options.schedulers ?? 2);
  let schedulers = await newSchedulers();
  return {
    server,
    proxy,
    mails,
    mailProxy,
    get pool() {
      return pool;
    },
    http,
    env,
    start,
    get schedulers() {
      return schedulers;
    },
    webhookSecret,
    get shop() {
      return new SampleShop({ pool, clock: SYSTEM_CLOCK, timeZone: TIME_ZONE });
    },
    get orderDesk() {
      return new OrderDesk({ pool, clock: SYSTEM_CLOCK });
    },
    restartDatabase: async () => {
      await server.start();
      proxy.lead(server.url);
      await pool.end();
      pool = poolTo(server.url);
    },
    replaceSchedulers: async () => {
      await Promise.all(schedulers.map((each) => each.end('SIGTERM')));
      schedulers = await newSchedulers();
      for (const each of schedulers) await untilSaid(each, '"event":"scheduler_started"');
    },
    end: () => undo.all(),
  };
}

/** Waits until all processes say that they are ready. @throws Error with what one said that ended, or after a while */
export async function untilReady(stage: Stage, withinMs = 120_000): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  for (const each of [...stage.http, ...stage.schedulers]) {
    while ((await statusOf(`${each.url}/readyz`)) !== 200) {
      if (each.ended !== undefined) throw new Error(`${each.name} ended (${each.ended}):\n${each.output()}`);
      if (performance.now() > giveUpAt) throw new Error(`${each.name} is not ready:\n${each.output().slice(-2_000)}`);
      await delay(50);
    }
  }
}

async function untilSaid(running: ProductProcess, words: string): Promise<void> {
  while (!running.output().includes(words)) {
    if (running.ended !== undefined) throw new Error(`${running.name} ended before its start:\n${running.output()}`);
    await delay(10);
  }
}

/** The status of an address; 0 when nothing answers. */
export async function statusOf(url: string, init: RequestInit = {}): Promise<number> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(30_000), ...init });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

function poolTo(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 5, application_name: 'outages' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
