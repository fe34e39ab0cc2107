/** Groups client addresses for limits and for known devices. Pure. */

export interface ClientAddress {
  /** The address as it was sent; empty when the value is not an address. */
  address: string;
  /** The IPv4 address, or the /64 of an IPv6 address. A /64 usually belongs to one subscriber. */
  addressBlock: string;
  /** The IPv4 /24, or the /48 of an IPv6 address. A /48 can belong to one site or tunnel. */
  requestingBlock: string;
  isIpv6: boolean;
}

/** All values that are not addresses count as one client. Otherwise each invented value would have a separate limit. */
const UNKNOWN: ClientAddress = {
  address: '',
  addressBlock: 'unknown',
  requestingBlock: 'unknown',
  isIpv6: false,
};

/**
 * Returns the address and its blocks for a value of `CF-Connecting-IP`. An IPv4-mapped IPv6 address (RFC 4291 section
 * 2.5.5.2) is treated as IPv4.
 */
export function clientAddress(value: string): ClientAddress {
  const bytes = ipv4Bytes(value);
  if (bytes) return ipv4Address(value, bytes);
  const groups = ipv6Groups(value);
  if (!groups) return UNKNOWN;
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (isMapped) return ipv4Address(value, bytesOf(groups.slice(6)));
  return {
    address: value,
    addressBlock: `${hex(groups.slice(0, 4))}::/64`,
    requestingBlock: `${hex(groups.slice(0, 3))}::/48`,
    isIpv6: true,
  };
}

function ipv4Address(address: string, bytes: number[]): ClientAddress {
  const requestingBlock = `${bytes.slice(0, 3).join('.')}.0/24`;
  return { address, addressBlock: bytes.join('.'), requestingBlock, isIpv6: false };
}

function ipv4Bytes(text: string): number[] | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null;
  const bytes = text.split('.').map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

/** The eight groups of an IPv6 address (RFC 4291 section 2.2), or null. */
function ipv6Groups(text: string): number[] | null {
  if (text.length > 45) return null;
  const halves = text.split('::');
  const [left, right] = halves.map(groupsOf);
  if (!left || halves.length > 2) return null;
  if (halves.length === 1) return left.length === 8 ? left : null;
  if (!right || left.length + right.length > 7) return null;
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/** The groups between colons, or null if one is invalid. An IPv4 address at the end is two groups. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const embedded = ipv4Bytes(parts.at(-1) ?? '');
  const written = embedded ? parts.slice(0, -1) : parts;
  if (!written.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  const groups = written.map((part) => Number.parseInt(part, 16));
  const [first = 0, second = 0, third = 0, fourth = 0] = embedded ?? [];
  return embedded ? [...groups, first * 256 + second, third * 256 + fourth] : groups;
}

function bytesOf(groups: number[]): number[] {
  return groups.flatMap((group) => [group >> 8, group & 255]);
}

function hex(groups: number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}
