/** IPv6 prefixes under which addresses of one /64 are not one client's: IPv4 in IPv6 (RFC 4291, RFC 6052), and links (RFC 4291). */
const shared = [
  "0000:0000:0000:0000:",
  "0064:ff9b:0000:0000:",
  "fe80:0000:0000:0000:",
] as const;

/** Characters of the first four groups. */
const lengthOf64 = 19;

/**
 * Whom a client's requests are counted for: its IPv4 address, or its IPv6 network of 64 bits, in which whoever has one
 * address has all 2⁶⁴ of them.
 *
 * @param address as `expandAddress` writes it
 */
export function clientKey(address: string): string {
  if (!address.includes(":")) return address;
  return shared.some((prefix) => address.startsWith(prefix))
    ? address
    : address.slice(0, lengthOf64);
}
