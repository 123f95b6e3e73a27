import { expandAddress } from "../core/network/expand-address.ts";
import type { Settings } from "../core/settings/settings.ts";

/** The address of a socket as upstream writes it: IPv6 with all its digits, without a zone; empty for what is no address. */
export function writeAddress(address: string): string {
  if (!address.includes(":")) return address;
  // An IPv4 client of an IPv6 socket.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [plain = ""] = address.split("%");
  return expandAddress(plain) ?? "";
}

type AddressOf = (request: Request) => string;

/**
 * Finds out who sent a request: the address in the first of the settings' headers that has one, which the proxy in front is
 * trusted to have written, or else the socket's.
 */
export function createClientAddress(
  settings: Settings,
  socketAddress: AddressOf,
): AddressOf {
  return (request) => {
    const { headers } = settings.current.trustedProxy;
    return headers.length === 0
      ? socketAddress(request)
      : (forwardedAddress(request, settings) ?? socketAddress(request));
  };
}

function forwardedAddress(
  { headers }: Request,
  { current }: Settings,
): string | undefined {
  const { headers: names, useLeftmostIP } = current.trustedProxy;
  for (const name of names) {
    if (!isHeaderName(name)) continue;
    const list = headers.get(name);
    const address = list ? addressIn(list, useLeftmostIP) : undefined;
    if (address !== undefined) return address;
  }
  return undefined;
}

/** Proxies append to what the client sent, so the last address is the one that they saw; the first may be anything. */
function addressIn(list: string, useLeftmost: boolean): string | undefined {
  const entries = list.split(",");
  if (!useLeftmost) entries.reverse();
  for (const entry of entries) {
    const address = expandAddress(entry.trim());
    if (address !== undefined) return address;
  }
  return undefined;
}

/** A token (RFC 9110, section 5.6.2); asking for anything else throws, and the settings take any text. */
function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}
