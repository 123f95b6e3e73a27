import { BlockList } from "node:net";
import { expandAddress } from "./expand-address.ts";

/** Addresses, and subnets by version: an IPv4 subnet does not hold the IPv6 addresses that stand for IPv4 ones. */
interface ReadList {
  readonly addresses: ReadonlySet<string>;
  readonly ipv4: BlockList;
  readonly ipv6: BlockList;
}

const lists = new WeakMap<readonly string[], ReadList>();

/**
 * Whether an address is one of a list's, or in one of its subnets.
 *
 * @param list    as the settings have it; what is neither an address nor a subnet holds none
 * @param address as `expandAddress` writes it; empty is in no list
 */
export function isListed(list: readonly string[], address: string): boolean {
  if (list.length === 0 || address === "") return false;
  let read = lists.get(list);
  if (read === undefined) lists.set(list, (read = readList(list)));
  if (read.addresses.has(address)) return true;
  // A zone means something on one machine only, and no subnet has one.
  if (address.includes("%")) return false;
  return address.includes(":")
    ? read.ipv6.check(address, "ipv6")
    : read.ipv4.check(address, "ipv4");
}

function readList(list: readonly string[]): ReadList {
  const addresses = new Set<string>();
  const ipv4 = new BlockList();
  const ipv6 = new BlockList();
  for (const text of list) {
    const [start = "", length, ...rest] = text.split("/");
    const address = expandAddress(start);
    if (address === undefined || rest.length > 0) continue;
    if (length === undefined) {
      addresses.add(address);
      continue;
    }
    const isIPv6 = address.includes(":");
    if (
      !/^\d{1,3}$/.test(length) ||
      Number(length) > (isIPv6 ? 128 : 32) ||
      address.includes("%")
    ) {
      continue;
    }
    if (isIPv6) ipv6.addSubnet(address, Number(length), "ipv6");
    else ipv4.addSubnet(address, Number(length), "ipv4");
  }
  return { addresses, ipv4, ipv6 };
}
