import { Forbidden } from "../errors.ts";
import type { Settings } from "../settings/settings.ts";
import { isSuperuserAddress } from "./is-superuser-address.ts";

/**
 * Refuses a superuser from an address that superusers may not come from. Why is for the log alone.
 *
 * @param address the client's, in full digits; empty if it has none
 * @throws {Forbidden}
 */
export function demandSuperuserAddress(
  settings: Settings,
  address: string,
): void {
  if (isSuperuserAddress(settings, address)) return;
  throw new Forbidden(undefined, {
    cause: new Error("Superusers may not come from this address."),
  });
}
