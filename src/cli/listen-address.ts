import { InvalidArgumentError } from "commander";
import { Refused } from "../core/errors.ts";

/** Where the server listens. */
export interface ListenAddress {
  readonly hostname: string;
  /** 0 is any free one. */
  readonly port: number;
}

/**
 * Reads `127.0.0.1:8090`, `localhost:8090`, `[::1]:8090`, or `:8090` for every address of this machine.
 *
 * @throws {InvalidArgumentError}
 */
export function parseListenAddress(text: string): ListenAddress {
  const parts = /^(?:\[([\da-f:.]+)\]|([^:[\]/\s]*)):(\d{1,5})$/i.exec(text);
  const port = Number(parts?.[3]);
  if (parts === null || port > 65_535) {
    throw new InvalidArgumentError(
      "It is an address and a port, such as 127.0.0.1:8090.",
    );
  }
  return { hostname: parts[1] || parts[2] || "0.0.0.0", port };
}

/** The server's URL as a browser on this machine can open it: "every address" is no address to go to. */
export function reachableUrl(serverUrl: string): string {
  return serverUrl
    .replace("//0.0.0.0:", "//127.0.0.1:")
    .replace("//[::]:", "//[::1]:");
}

/**
 * Makes sure that one can listen there, before anything else is opened or made.
 *
 * @param option where the address comes from
 * @throws {Refused}
 */
export function requireFree(address: ListenAddress, option: string): void {
  try {
    Bun.listen({ ...address, socket: { data() {} } }).stop(true);
  } catch (error) {
    throw cannotListen(address, option, error);
  }
}

/** Says in one sentence why one cannot listen there. */
function cannotListen(
  address: ListenAddress,
  option: string,
  cause: unknown,
): Refused {
  const { hostname, port } = address;
  const code = cause instanceof Error && "code" in cause ? cause.code : "";
  switch (code) {
    case "EADDRINUSE":
      return new Refused(
        `Port ${port} of ${hostname} is taken: stop what listens there, or choose another with ${option}.`,
        { cause },
      );
    case "EACCES":
      return new Refused(
        `Port ${port} of ${hostname} may only be opened by an administrator: choose another with ${option}.`,
        { cause },
      );
    default:
      return new Refused(
        `This machine cannot listen at ${hostname}, port ${port}: choose another address with ${option}.`,
        { cause },
      );
  }
}
