import { isListed } from "../network/address-list.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * Whether superusers may come from this address: from anywhere unless the settings list addresses.
 *
 * @param address the client's, in full digits; empty if it has none
 */
export function isSuperuserAddress(
  { current }: Settings,
  address: string,
): boolean {
  const { superuserIPs } = current;
  return superuserIPs.length === 0 || isListed(superuserIPs, address);
}
