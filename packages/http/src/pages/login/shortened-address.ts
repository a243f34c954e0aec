/** No ellipsis: lines may break after one. */
const CUT = '***';

/**
 * An address for those who may know that it is registered, and not what it is: they hold a link that was
 * mailed to it, which may have been passed on.
 */
export function shortenedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return [...address.slice(0, at)].slice(0, 1).join('') + CUT + address.slice(at);
}

/** Whether an address was shortened: nobody types one that looks so. */
export function isShortened(address: string): boolean {
  return address.includes(CUT);
}
