import { billing, orderRows } from '../order-rows.ts';
import type { Shapes } from './shape.ts';

/** Who ordered, and where name and phone are stored. */
export const BUYERS: Shapes = {
  'of a guest whose name stands on the address': (spot) =>
    orderRows(spot, { order: { customer_firstname: null, customer_lastname: null } }),
  'whose phone stands on the shipping address': (spot) =>
    orderRows(spot, {
      order: { is_virtual: 0 },
      addresses: [billing({ telephone: null }), billing({ address_type: 'shipping', telephone: '+49 89 0000002' })],
    }),
  'with an email on the address only': (spot) => orderRows(spot, { order: { customer_email: null } }),
  'of a name that drivers damage': (spot) =>
    orderRows(spot, { order: { customer_firstname: "Zoë 👩‍🍳 O'x", customer_lastname: 'Ł\\%_"ß' } }),
  'without an address': (spot) => orderRows(spot, { addresses: [] }),
  'without a name anywhere': (spot) =>
    orderRows(spot, { order: { customer_firstname: null, customer_lastname: ' ' }, addresses: [] }),
  'in a second store under the same number': (spot) =>
    orderRows({ ...spot, incrementId: '000000001' }, { order: { store_id: spot.orderId % 2 === 0 ? 2 : null } }),
};
