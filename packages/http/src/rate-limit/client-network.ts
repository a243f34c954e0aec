import ipaddr from 'ipaddr.js';

/** What some proxies write behind an address, and the brackets that an IPv6 one then needs. */
const WITH_PORT = /^(?:\[([^\]]*)\](?::\d*)?|(\d+\.\d+\.\d+\.\d+):\d*)$/;
const NETWORK_BITS = 64;

/**
 * Whom an address counts for (api#client-addresses). Port, brackets and zone say nothing about the
 * client; an IPv4 address inside an IPv6 one is that IPv4 address. An IPv6 client is free to take any
 * of the addresses of its /64 network, so the network counts.
 * @returns undefined for what is no address
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
 * Whom a visitor without a name counts for. What a proxy wrote down as the client, if it can be read;
 * else the connection itself, so that nonsense is nobody's way around a limit.
 */
export function clientOf({ ip, req }: { readonly ip: string; readonly req: ConnectedRequest }): string {
  return clientNetwork(ip) ?? clientNetwork(req.socket.remoteAddress ?? '') ?? '';
}

interface ConnectedRequest {
  readonly socket: { readonly remoteAddress?: string | undefined };
}
