import { asCustomerNumber, type CustomerNumber } from '@miomente/booking-domain';

/** A product of the sample shop. */
export interface Product {
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
  /** The partner who gives the course; null for what is no course, or where the attribute is missing. */
  readonly customerNumber: CustomerNumber | null;
  /** Gross, per person, in ten-thousandths. */
  readonly price: number;
  /** The attribute `event_date`, for courses that take place once. */
  readonly eventDate?: string;
}

const course = (
  productId: number,
  customerNumber: CustomerNumber | null,
  sku: string,
  name: string,
  euros: number,
): Product => ({ productId, sku, name, customerNumber, price: euros * 10_000 });

/** Customer numbers of the sample partners. */
export const COOKING_SCHOOL: CustomerNumber = asCustomerNumber('P-1001');
export const WINE_HOUSE: CustomerNumber = asCustomerNumber('P-1002');
export const COFFEE_ACADEMY: CustomerNumber = asCustomerNumber('P-1003');
export const BAKERY: CustomerNumber = asCustomerNumber('P-1004');
export const POTTERY: CustomerNumber = asCustomerNumber('P-1005');
export const WINE_HOUSE_EVENTS: CustomerNumber = asCustomerNumber('P-1012');
/** In the shop, and nowhere in the partners' master data. */
export const UNKNOWN_PARTNER: CustomerNumber = asCustomerNumber('P-1999');

/** What the sample shop sells to be booked on a date. */
export const COURSES: readonly Product[] = [
  course(101, COOKING_SCHOOL, 'KOCH-SUSHI', 'Sushi-Kurs für Anfänger', 79),
  course(102, COOKING_SCHOOL, 'KOCH-PASTA', 'Pasta & Antipasti: Ein Abend in Italien', 85),
  course(103, COOKING_SCHOOL, 'KOCH-THAI', 'Thailändisch kochen', 89),
  course(104, COOKING_SCHOOL, 'KOCH-STEAK', 'Grillkurs: Das perfekte Steak', 119),
  course(105, COOKING_SCHOOL, 'KOCH-VEGAN', 'Vegane Weltküche', 75),
  course(201, WINE_HOUSE, 'WEIN-ROT', 'Weinprobe: Rot & Kräftig', 59),
  course(202, WINE_HOUSE, 'WEIN-KAESE', 'Wein & Käse', 69),
  course(203, WINE_HOUSE_EVENTS, 'WEIN-TEAM', 'Weinseminar für Teams', 95),
  course(301, COFFEE_ACADEMY, 'KAFFEE-BARISTA', 'Barista-Grundkurs', 95),
  course(302, COFFEE_ACADEMY, 'KAFFEE-LATTE', 'Latte Art für Einsteiger', 69),
  course(401, BAKERY, 'BACK-BROT', 'Brot backen wie früher', 65),
  course(402, BAKERY, 'BACK-TORTE', 'Motivtorten gestalten', 99),
  course(501, POTTERY, 'TON-SCHALE', 'Töpfern an der Drehscheibe', 72),
  course(601, UNKNOWN_PARTNER, 'WHISKY-TASTING', 'Whisky-Tasting: Inseln & Highlands', 64),
];

/** A course that comes in variants: the customer number stands on the variant that is bought. */
export const CONFIGURABLE: Product = course(110, null, 'KOCH-KINDER', 'Kinder-Backstube', 45);
export const VARIANT: Product = course(111, COOKING_SCHOOL, 'KOCH-KINDER-6-10', 'Kinder-Backstube (6–10 Jahre)', 45);

/** A course sold together with things; the prices stand on its parts. */
export const BUNDLE: Product = course(120, COOKING_SCHOOL, 'KOCH-DATE', 'Candle-Light-Kochkurs mit Weinbegleitung', 0);
export const BUNDLE_PARTS: readonly Product[] = [
  course(121, null, 'KOCH-DATE-KURS', 'Kochkurs für zwei', 138),
  course(122, null, 'KOCH-DATE-WEIN', 'Weinbegleitung', 46),
];

export const VOUCHER: Product = course(900, null, 'GUTSCHEIN-100', 'Wertgutschein 100 €', 100);
/** Its product lacks the partner's number: somebody forgot the attribute. */
export const PARTNERLESS: Product = course(910, null, 'COCKTAIL-BASIS', 'Cocktails mixen: Die Klassiker', 55);

/** Everything on the shelves at the start, but for courses that take place once. */
export const CATALOGUE: readonly Product[] = [
  ...COURSES,
  CONFIGURABLE,
  VARIANT,
  BUNDLE,
  ...BUNDLE_PARTS,
  VOUCHER,
  PARTNERLESS,
];

/** A course by its SKU. @throws Error for one the sample shop does not sell */
export function courseBySku(sku: string): Product {
  const found = CATALOGUE.find((product) => product.sku === sku);
  if (found === undefined) throw new Error(`The sample shop sells no ${sku}.`);
  return found;
}
