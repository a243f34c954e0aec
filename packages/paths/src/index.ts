/** Every address of the product, declared once, with its parameters. */
export { type Address, address, type QueryValues, withQuery } from './address.ts';
export { holdsToken, isForPeople, isForPrograms } from './kinds.ts';
export { API_OF, paths } from './paths.ts';
export { type PortalLinks, portalLinks } from './portal-links.ts';
