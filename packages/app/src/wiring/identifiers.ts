import type {
  AwaitTicket,
  BookingId,
  BookingPolicy,
  ClearAddressMark,
  CompareUpcoming,
  ConfirmBooking,
  DeclineBooking,
  Deliver,
  FetchAwaitedOrder,
  FollowConfirmLink,
  FollowDeclineLink,
  GiveUpDelivery,
  ImportOrders,
  KeepPartner,
  OrderPolicy,
  PortalLinks,
  PortIdentifier,
  ReadLink,
  ReadLogin,
  RealignSchedule,
  ReceiveOrder,
  ReconcileOrders,
  RecordMailReport,
  ReopenBooking,
  ReopenBookingByOffice,
  RequestLogin,
  SweepReminders,
  TakeBackByLink,
  UseLogin,
} from '@miomente/booking-domain';
import type pg from 'pg';
import type { Trace } from '../log/trace.ts';
import type { EnginePools } from './engine-pools.ts';

const own = <Bound>(name: string): PortIdentifier<Bound> => Symbol.for(`miomente.booking.app.${name}`);

/** What the use cases are told by configuration, and the connections that adapters share. */
export const APP: {
  /** For everything that answers requests or does jobs. */
  readonly pool: PortIdentifier<pg.Pool>;
  /** For leases, recovery and metrics, so that a rush of requests can't keep workers from saying that they get on. */
  readonly queuePool: PortIdentifier<pg.Pool>;
  /** For the queue's engines, each of which has connections of its own. */
  readonly enginePools: PortIdentifier<EnginePools>;
  /** For saying whether the process is ready, however busy the others are. */
  readonly probePool: PortIdentifier<pg.Pool>;
  readonly trace: PortIdentifier<Trace>;
  readonly policy: PortIdentifier<BookingPolicy>;
  readonly orderPolicy: PortIdentifier<OrderPolicy>;
  readonly links: PortIdentifier<PortalLinks>;
  readonly managerEmails: PortIdentifier<readonly string[]>;
  readonly onBookingFailure: PortIdentifier<(bookingId: BookingId, error: unknown) => void>;
  readonly onOrderFailure: PortIdentifier<(orderId: number, error: unknown) => void>;
} = {
  pool: own('Pool'),
  queuePool: own('QueuePool'),
  enginePools: own('EnginePools'),
  probePool: own('ProbePool'),
  trace: own('Trace'),
  policy: own('BookingPolicy'),
  orderPolicy: own('OrderPolicy'),
  links: own('PortalLinks'),
  managerEmails: own('ManagerEmails'),
  onBookingFailure: own('OnBookingFailure'),
  onOrderFailure: own('OnOrderFailure'),
};

/** One identifier a use case. */
export const USE_CASES: {
  readonly awaitTicket: PortIdentifier<AwaitTicket>;
  readonly clearAddressMark: PortIdentifier<ClearAddressMark>;
  readonly compareUpcoming: PortIdentifier<CompareUpcoming>;
  readonly confirmBooking: PortIdentifier<ConfirmBooking>;
  readonly declineBooking: PortIdentifier<DeclineBooking>;
  readonly deliver: PortIdentifier<Deliver>;
  readonly giveUpDelivery: PortIdentifier<GiveUpDelivery>;
  readonly fetchAwaitedOrder: PortIdentifier<FetchAwaitedOrder>;
  readonly followConfirmLink: PortIdentifier<FollowConfirmLink>;
  readonly followDeclineLink: PortIdentifier<FollowDeclineLink>;
  readonly importOrders: PortIdentifier<ImportOrders>;
  readonly keepPartner: PortIdentifier<KeepPartner>;
  readonly readLink: PortIdentifier<ReadLink>;
  readonly readLogin: PortIdentifier<ReadLogin>;
  readonly realignSchedule: PortIdentifier<RealignSchedule>;
  readonly receiveOrder: PortIdentifier<ReceiveOrder>;
  readonly recordMailReport: PortIdentifier<RecordMailReport>;
  readonly reconcileOrders: PortIdentifier<ReconcileOrders>;
  readonly reopenBooking: PortIdentifier<ReopenBooking>;
  readonly reopenBookingByOffice: PortIdentifier<ReopenBookingByOffice>;
  readonly requestLogin: PortIdentifier<RequestLogin>;
  readonly sweepReminders: PortIdentifier<SweepReminders>;
  readonly takeBackByLink: PortIdentifier<TakeBackByLink>;
  readonly useLogin: PortIdentifier<UseLogin>;
} = {
  awaitTicket: own('AwaitTicket'),
  clearAddressMark: own('ClearAddressMark'),
  compareUpcoming: own('CompareUpcoming'),
  confirmBooking: own('ConfirmBooking'),
  declineBooking: own('DeclineBooking'),
  deliver: own('Deliver'),
  giveUpDelivery: own('GiveUpDelivery'),
  fetchAwaitedOrder: own('FetchAwaitedOrder'),
  followConfirmLink: own('FollowConfirmLink'),
  followDeclineLink: own('FollowDeclineLink'),
  importOrders: own('ImportOrders'),
  keepPartner: own('KeepPartner'),
  readLink: own('ReadLink'),
  readLogin: own('ReadLogin'),
  realignSchedule: own('RealignSchedule'),
  receiveOrder: own('ReceiveOrder'),
  recordMailReport: own('RecordMailReport'),
  reconcileOrders: own('ReconcileOrders'),
  reopenBooking: own('ReopenBooking'),
  reopenBookingByOffice: own('ReopenBookingByOffice'),
  requestLogin: own('RequestLogin'),
  sweepReminders: own('SweepReminders'),
  takeBackByLink: own('TakeBackByLink'),
  useLogin: own('UseLogin'),
};
