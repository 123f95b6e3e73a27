import { lookup } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { isIP, type LookupFunction } from "node:net";

/** How an address is asked for. */
export interface RequestPolicy {
  /** Whether a connection may go to this IP address. */
  readonly allows: (address: string) => boolean;
  /** The IP addresses of a host name. */
  readonly resolve: (name: string) => Promise<readonly string[]>;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** As the system resolves names, its hosts file included. */
export async function resolveName(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
}

/**
 * A GET to an allowed IP address only. The name is resolved once, by us: the connection goes to what was checked, so that a
 * name which resolves to something else the next moment (DNS rebinding) gains nothing. Redirects are not followed.
 *
 * @throws {Error} the address is no web address or not allowed, or nobody answers
 */
export async function requestChecked(
  url: URL,
  { allows, resolve, signal }: RequestPolicy,
): Promise<IncomingMessage> {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new Error(`${url.protocol} is not a protocol of the web`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new Error("the address holds credentials");
  }
  // Of `127.1`, `0x7f000001` and the like, the parser has made ordinary addresses.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const addresses =
    isIP(host) === 0 ? await abortable(resolve(host), signal) : [host];
  const refused = addresses.find((address) => !allows(address));
  if (refused !== undefined) throw new Error(`${refused} is not allowed`);
  if (addresses.length === 0) throw new Error(`${host} has no address`);

  const { request } = await (url.protocol === "https:"
    ? import("node:https")
    : import("node:http"));
  return new Promise((done, fail) => {
    request(url, {
      agent: false,
      signal,
      lookup: answerWith(addresses),
      headers: { accept: "image/*", "accept-encoding": "identity" },
    })
      .on("response", done)
      .on("error", fail)
      .end();
  });
}

/** Looks nothing up. */
function answerWith(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, options, callback) => {
    const [first] = all;
    if (options.all === true) callback(null, all);
    else if (first !== undefined) callback(null, first.address, first.family);
  };
}

function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, fail) => {
    signal.addEventListener("abort", () => fail(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}
