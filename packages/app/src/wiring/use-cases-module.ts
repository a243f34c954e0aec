import {
  makeAwaitTicket,
  makeClearAddressMark,
  makeCompareUpcoming,
  makeConfirmBooking,
  makeDeclineBooking,
  makeDeliver,
  makeFetchAwaitedOrder,
  makeFollowConfirmLink,
  makeFollowDeclineLink,
  makeGiveUpDelivery,
  makeImportOrders,
  makeKeepPartner,
  makeReadLink,
  makeReadLogin,
  makeRealignSchedule,
  makeReceiveOrder,
  makeReconcileOrders,
  makeRecordMailReport,
  makeReopenBooking,
  makeReopenBookingByOffice,
  makeRequestLogin,
  makeSweepReminders,
  makeTakeBackByLink,
  makeUseLogin,
  PORTS,
} from '@miomente/booking-domain';
import { type Bind, ContainerModule } from 'inversify';
import { APP, USE_CASES } from './identifiers.ts';
import { provide } from './provide.ts';

const { bookings, clock, partners, declineReasons, deliveries, flaggedOrderItems, logins, tokenMint: tokens } = PORTS;
const { policy, links } = APP;
const change = { bookings, policy };
const timed = { ...change, clock };

/** Binds every use case to its ports. */
export function useCasesModule(): ContainerModule {
  return new ContainerModule(({ bind }) => {
    answers(bind);
    linkVisits(bind);
    orders(bind);
    outbox(bind);
    loginsAndPartners(bind);
  });
}

function answers(bind: Bind): void {
  provide(bind, USE_CASES.confirmBooking, makeConfirmBooking, timed);
  provide(bind, USE_CASES.declineBooking, makeDeclineBooking, { ...timed, declineReasons });
  provide(bind, USE_CASES.reopenBooking, makeReopenBooking, { ...timed, partners });
  provide(bind, USE_CASES.reopenBookingByOffice, makeReopenBookingByOffice, { ...timed, partners });
  provide(bind, USE_CASES.awaitTicket, makeAwaitTicket, { bookings, deliveries, clock, pause: PORTS.pause });
}

function linkVisits(bind: Bind): void {
  const deps = { ...timed, tokens };
  provide(bind, USE_CASES.followConfirmLink, makeFollowConfirmLink, deps);
  provide(bind, USE_CASES.followDeclineLink, makeFollowDeclineLink, deps);
  provide(bind, USE_CASES.takeBackByLink, makeTakeBackByLink, { ...deps, partners });
  provide(bind, USE_CASES.readLink, makeReadLink, { bookings, tokens });
}

function orders(bind: Bind): void {
  const source = { orders: PORTS.orderSource, clock };
  provide(bind, USE_CASES.importOrders, makeImportOrders, {
    ...source,
    bookings,
    partners,
    flaggedOrderItems,
    tokens,
    policy,
    orderPolicy: APP.orderPolicy,
    onFailure: APP.onOrderFailure,
  });
  const receiving = { ...source, importOrders: USE_CASES.importOrders, awaitedOrders: PORTS.awaitedOrders };
  provide(bind, USE_CASES.receiveOrder, makeReceiveOrder, { ...receiving, pause: PORTS.pause });
  provide(bind, USE_CASES.fetchAwaitedOrder, makeFetchAwaitedOrder, receiving);
  const reading = { ...source, importOrders: USE_CASES.importOrders };
  provide(bind, USE_CASES.reconcileOrders, makeReconcileOrders, {
    ...reading,
    watermarks: PORTS.watermarks,
    settledOrders: PORTS.settledOrders,
    orderPolicy: APP.orderPolicy,
  });
  provide(bind, USE_CASES.compareUpcoming, makeCompareUpcoming, { ...reading, bookings, flaggedOrderItems });
}

function outbox(bind: Bind): void {
  provide(bind, USE_CASES.sweepReminders, makeSweepReminders, { ...timed, onFailure: APP.onBookingFailure });
  provide(bind, USE_CASES.recordMailReport, makeRecordMailReport, { ...change, deliveries, partners });
  provide(bind, USE_CASES.realignSchedule, makeRealignSchedule, change);
  provide(bind, USE_CASES.giveUpDelivery, makeGiveUpDelivery, { ...timed, deliveries });
  provide(bind, USE_CASES.deliver, makeDeliver, {
    ...timed,
    deliveries,
    partners,
    declineReasons,
    flaggedOrderItems,
    logins,
    tokens,
    links,
    managerEmails: APP.managerEmails,
    mailer: PORTS.mailer,
    ticketDesk: PORTS.ticketDesk,
    chance: PORTS.chance,
  });
}

function loginsAndPartners(bind: Bind): void {
  const login = { partners, logins, tokens, clock, managerEmails: APP.managerEmails };
  provide(bind, USE_CASES.requestLogin, makeRequestLogin, { logins, tokens, clock });
  provide(bind, USE_CASES.readLogin, makeReadLogin, login);
  provide(bind, USE_CASES.useLogin, makeUseLogin, login);
  provide(bind, USE_CASES.keepPartner, makeKeepPartner, { ...timed, partners });
  provide(bind, USE_CASES.clearAddressMark, makeClearAddressMark, { ...timed, partners });
}
