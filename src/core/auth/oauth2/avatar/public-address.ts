import { isValid, parse } from "ipaddr.js";

/**
 * Whether an IP address is one host of the public internet: not this machine, a private network, a link (cloud metadata
 * services live there), a multicast group, a reserved range, or an IPv6 address that an IPv4 address is hidden in (mapped,
 * NAT64, 6to4, Teredo), behind which any of those may be.
 */
export function isPublicAddress(address: string): boolean {
  return isValid(address) && parse(address).range() === "unicast";
}
