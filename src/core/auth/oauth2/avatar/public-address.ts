import { IPv6, isValid, parse } from "ipaddr.js";

/** All that was ever handed out of IPv6 for the public internet (RFC 3587, section 3). */
const globalUnicast = IPv6.parseCIDR("2000::/3");

/**
 * Whether an IP address is one host of the public internet: not this machine, a private network, a link (cloud metadata
 * services live there), a multicast group, a reserved range, or an IPv6 address that an IPv4 address is hidden in (mapped,
 * compatible, NAT64, 6to4, Teredo), behind which any of those may be.
 */
export function isPublicAddress(address: string): boolean {
  if (!isValid(address)) return false;
  const parsed = parse(address);
  return (
    parsed.range() === "unicast" &&
    (!(parsed instanceof IPv6) || parsed.match(globalUnicast))
  );
}
