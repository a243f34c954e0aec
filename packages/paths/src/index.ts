/** Where everything is: each address once, with what fills it in. */
export { type Address, address, type QueryValues, withQuery } from './address.ts';
export { holdsToken, isForPeople, isForPrograms } from './kinds.ts';
export { paths } from './paths.ts';
export { type PortalLinks, portalLinks } from './portal-links.ts';
