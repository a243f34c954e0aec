/** No ellipsis: lines may break after one. */
const CUT = '***';

/**
 * An address for visitors who may know that it is registered, but not what it is: they have a link that was mailed to
 * it, which may have been forwarded.
 */
export function shortenedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return [...address.slice(0, at)].slice(0, 1).join('') + CUT + address.slice(at);
}

/** Whether an address was shortened: nobody types one like that. */
export function isShortened(address: string): boolean {
  return address.includes(CUT);
}
