import { IPv4, IPv6, isValid, parse } from "ipaddr.js";

/**
 * Whether an address is among addresses and subnets, as the server judges it: an IPv4 subnet holds no IPv6 addresses, and
 * what is neither an address nor a subnet holds none.
 */
export function isWithin(list: readonly string[], address: string): boolean {
  if (!isValid(address)) return false;
  const wanted = parse(address);
  return list.some((entry) => {
    const subnet = parseSubnet(entry);
    return (
      subnet !== undefined &&
      subnet[0].kind() === wanted.kind() &&
      wanted.match(subnet)
    );
  });
}

function parseSubnet(text: string): [IPv4 | IPv6, number] | undefined {
  if (IPv4.isValidCIDRFourPartDecimal(text)) return IPv4.parseCIDR(text);
  if (IPv6.isValidCIDR(text)) return IPv6.parseCIDR(text);
  if (IPv4.isValidFourPartDecimal(text)) return [IPv4.parse(text), 32];
  return IPv6.isValid(text) ? [IPv6.parse(text), 128] : undefined;
}
