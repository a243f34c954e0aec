import ipaddr from 'ipaddr.js';

/** The suffix that some proxies write after an address, and the brackets that IPv6 then needs. */
const WITH_PORT = /^(?:\[([^\]]*)\](?::\d*)?|(\d+\.\d+\.\d+\.\d+):\d*)$/;
const NETWORK_BITS = 64;

/**
 * The client of an address (api#client-addresses). Port, brackets and zone are ignored; an IPv4 address inside an IPv6
 * one is that IPv4 address. An IPv6 client can use any address of its /64 network, so the network counts.
 * @returns undefined for an invalid address
 */
export function clientNetwork(text: string): string | undefined {
  const [, bracketed, ipv4] = WITH_PORT.exec(text.trim()) ?? [];
  const [bare = ''] = (bracketed ?? ipv4 ?? text.trim()).split('%', 1);
  if (!ipaddr.isValid(bare) || (!bare.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(bare))) return undefined;
  const address = ipaddr.process(bare);
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${NETWORK_BITS}`).toString()}/${NETWORK_BITS}`;
}

/**
 * The client of an anonymous visitor: the address that a proxy wrote, if it is valid; else the address of the
 * connection, so that an invalid text does not get around a limit.
 */
export function clientOf({ ip, req }: { readonly ip: string; readonly req: ConnectedRequest }): string {
  return clientNetwork(ip) ?? clientNetwork(req.socket.remoteAddress ?? '') ?? '';
}

interface ConnectedRequest {
  readonly socket: { readonly remoteAddress?: string | undefined };
}
