import { asCustomerNumber, type CustomerNumber } from '@miomente/booking-domain';

/** A product of the sample shop. */
export interface Product {
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
  /** The partner who gives the course; null for other products, and where the attribute is missing. */
  readonly customerNumber: CustomerNumber | null;
  /** Gross price per person, in ten-thousandths. */
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

/** Customer number of the main sample partner. */
export const COOKING_SCHOOL: CustomerNumber = asCustomerNumber('P-1001');
export const WINE_HOUSE: CustomerNumber = asCustomerNumber('P-1002');
export const COFFEE_ACADEMY: CustomerNumber = asCustomerNumber('P-1003');
export const BAKERY: CustomerNumber = asCustomerNumber('P-1004');
export const POTTERY: CustomerNumber = asCustomerNumber('P-1005');
export const WINE_HOUSE_EVENTS: CustomerNumber = asCustomerNumber('P-1012');
/** In the shop, but not in the partners' master data. */
export const UNKNOWN_PARTNER: CustomerNumber = asCustomerNumber('P-1999');

/** The courses of the sample shop that are booked for a date. */
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

/** The variant of a course. The customer number is on the variant that is bought. */
export const CONFIGURABLE: Product = course(110, null, 'KOCH-KINDER', 'Kinder-Backstube', 45);
/** The variant of the course for children. */
export const VARIANT: Product = course(111, COOKING_SCHOOL, 'KOCH-KINDER-6-10', 'Kinder-Backstube (6–10 Jahre)', 45);

/** A course sold together with goods; the prices are on its parts. */
export const BUNDLE: Product = course(120, COOKING_SCHOOL, 'KOCH-DATE', 'Candle-Light-Kochkurs mit Weinbegleitung', 0);
/** The parts of the bundle, with their prices. */
export const BUNDLE_PARTS: readonly Product[] = [
  course(121, null, 'KOCH-DATE-KURS', 'Kochkurs für zwei', 138),
  course(122, null, 'KOCH-DATE-WEIN', 'Weinbegleitung', 46),
];

/** A product that is no course. */
export const VOUCHER: Product = course(900, null, 'GUTSCHEIN-100', 'Wertgutschein 100 €', 100);
/** A course whose product lacks the partner's number, because somebody forgot it. */
export const PARTNERLESS: Product = course(910, null, 'COCKTAIL-BASIS', 'Cocktails mixen: Die Klassiker', 55);

/** All products at the start, except courses that take place once. */
export const CATALOGUE: readonly Product[] = [
  ...COURSES,
  CONFIGURABLE,
  VARIANT,
  BUNDLE,
  ...BUNDLE_PARTS,
  VOUCHER,
  PARTNERLESS,
];

/** The course with this SKU. @throws Error for one that the sample shop does not sell */
export function courseBySku(sku: string): Product {
  const found = CATALOGUE.find((product) => product.sku === sku);
  if (found === undefined) throw new Error(`The sample shop sells no ${sku}.`);
  return found;
}
