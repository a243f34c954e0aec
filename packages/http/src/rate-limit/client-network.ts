import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS_OF_A_NETWORK = 4;

/**
 * Whom an address counts for. An IPv6 client is free to take any of the addresses of its /64
 * network, so the network counts; an IPv4 address inside an IPv6 one is that IPv4 address.
 */
export function clientNetwork(address: string): string {
  const [, ipv4] = MAPPED_IPV4.exec(address) ?? [];
  if (ipv4 !== undefined) return ipv4;
  if (!isIPv6(address)) return address;
  const [network = ''] = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1).split('::', 1);
  const groups = network === '' ? [] : network.split(':');
  const known = [...groups, '0', '0', '0', '0'].slice(0, GROUPS_OF_A_NETWORK);
  return `${known.join(':')}::/64`;
}
