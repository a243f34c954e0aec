import {
  cancelOrder,
  confirmByLink,
  confirmByPhone,
  confirmInPortal,
  decline,
  editOrder,
  moveDate,
  refundItem,
  setQuantity,
  takeBackByLink,
} from './acts.ts';
import type { Story, Teller } from './story.ts';

/** Orders with an event in the future that were answered. */
export function answeredOrders({ story, course, days }: Teller): readonly Story[] {
  return [
    story('answered/by-link-1', 60, [course('KOCH-SUSHI', 2, days(4, 18))], [[57, confirmByLink]]),
    story('answered/by-link-2', 40, [course('KOCH-PASTA', 3, days(9, 19), 'iso')], [[15, confirmByLink]]),
    story('answered/by-link-3', 90, [course('KAFFEE-LATTE', 2, days(5, 14), 'english')], [[62, confirmByLink]]),
    story(
      'answered/in-portal-1',
      75,
      [course('KOCH-THAI', 2, days(7, 18))],
      [[70, confirmInPortal('Bitte Allergien vorab melden.')]],
    ),
    story('answered/in-portal-2', 22, [course('WEIN-ROT', 6, days(6, 19))], [[18, confirmInPortal()]]),
    story('answered/by-phone', 110, [course('KOCH-STEAK', 4, days(5, 16))], [[55, confirmByPhone]]),
    story(
      'answered/declined-1',
      56,
      [course('KOCH-VEGAN', 2, days(8, 18))],
      [[53, decline('capacity_full', 'An diesem Abend sind nur noch Einzelplätze frei.')]],
    ),
    story('answered/declined-2', 36, [course('WEIN-KAESE', 2, days(10, 19))], [[31, decline('date_unavailable')]]),
    story(
      'answered/declined-3',
      66,
      [course('KAFFEE-BARISTA', 1, days(6, 11), 'english')],
      [[44, decline('equipment_issue', 'The espresso machine is being repaired.')]],
    ),
    // Declined only after the office was asked to phone, so the existing ticket gets a note.
    story('answered/declined-late', 125, [course('KOCH-SUSHI', 4, days(6, 18))], [[48, decline('personal_reason')]]),
  ];
}

/** Orders that changed after the answer, or whose answer changed. */
export function changedOrders({ story, course, days }: Teller): readonly Story[] {
  return [
    story(
      'changed/moved',
      140,
      [course('KOCH-PASTA', 2, days(5, 19))],
      [
        [120, confirmInPortal()],
        [20, moveDate(days(13, 19))],
      ],
    ),
    story('changed/raised', 22.5, [course('KOCH-THAI', 2, days(10, 18))], [[10, setQuantity(5)]]),
    story(
      'changed/lowered',
      95,
      [course('KOCH-STEAK', 4, days(11, 16))],
      [
        [80, confirmByLink],
        [46, setQuantity(2)],
      ],
    ),
    story(
      'changed/replaced',
      165,
      [course('KOCH-SUSHI', 2, days(15, 18))],
      [
        [150, confirmByLink],
        [94, editOrder()],
      ],
    ),
    story(
      'changed/replaced-by-more',
      64,
      [course('KOCH-VEGAN', 2, days(18, 18))],
      [
        [58, confirmByLink],
        [29, editOrder({ quantity: 4 })],
      ],
    ),
    story(
      'changed/taken-back',
      72,
      [course('KOCH-SUSHI', 1, days(9, 18))],
      [
        [68, confirmByLink],
        [19, takeBackByLink],
      ],
    ),
    story(
      'changed/taken-back-and-declined',
      84,
      [course('KOCH-PASTA', 2, days(12, 19))],
      [
        [79, confirmByLink],
        [61, takeBackByLink],
        [59, decline('date_unavailable')],
      ],
    ),
    story('changed/cancelled-while-waiting', 88, [course('KOCH-THAI', 2, days(9, 18))], [[71, cancelOrder]]),
    story(
      'changed/cancelled-after-yes',
      115,
      [course('KOCH-STEAK', 2, days(13, 16))],
      [
        [100, confirmByLink],
        [37, cancelOrder],
      ],
    ),
    story(
      'changed/cancelled-after-no',
      105,
      [course('WEIN-ROT', 2, days(8, 19))],
      [
        [98, decline('capacity_full')],
        [65, cancelOrder],
      ],
    ),
    story(
      'changed/refunded',
      135,
      [course('KOCH-VEGAN', 3, days(10, 18))],
      [
        [118, confirmInPortal()],
        [42, refundItem],
      ],
    ),
  ];
}
