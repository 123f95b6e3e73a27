import { Option } from "commander";
import type { Command } from "commander";
import { Refused } from "../core/errors.ts";
import type { ListenOptions } from "../http/listeners.ts";
import {
  parseListenAddress,
  requireFree,
  type ListenAddress,
} from "./listen-address.ts";

export interface AddressOptions {
  readonly http?: ListenAddress;
  readonly https?: ListenAddress;
  readonly cert?: string;
  readonly key?: string;
}

const usual: ListenAddress = { hostname: "127.0.0.1", port: 8090 };

export function addAddressOptions(serve: Command): Command {
  return serve
    .addOption(
      new Option(
        "--http <address:port>",
        "where to listen (default: 127.0.0.1:8090); with --https, where to send plain HTTP on to HTTPS (default: nowhere)",
      ).argParser(parseListenAddress),
    )
    .addOption(
      new Option(
        "--https <address:port>",
        "where to listen for HTTPS, with --cert and --key",
      ).argParser(parseListenAddress),
    )
    .option(
      "--cert <file>",
      "the certificate in PEM format, with those that lead to its authority; a new one is used as soon as it is there",
    )
    .option("--key <file>", "the certificate's private key in PEM format")
    .argument("[domains...]", "not yet: domains to get a certificate for");
}

/**
 * Where to listen, as the options have it.
 *
 * @throws {Refused} they make no sense together, the certificate cannot be used, or something else listens there
 */
export async function chooseAddresses(
  domains: readonly string[],
  { http, https, cert, key }: AddressOptions,
): Promise<ListenOptions> {
  if (domains.length > 0) {
    throw new Refused(
      `Hutch cannot get a certificate for ${domains.join(", ")} by itself yet. Get one with a program such as certbot, and start ` +
        `with --https 0.0.0.0:443 --http 0.0.0.0:80 --cert FILE --key FILE; or leave HTTPS to a proxy in front.`,
    );
  }
  if (https === undefined) {
    if (cert !== undefined || key !== undefined) {
      throw new Refused("--cert and --key are for --https: give that, too.");
    }
    const address = http ?? usual;
    requireOpenable(address, "--http");
    return address;
  }
  if (cert === undefined || key === undefined) {
    throw new Refused(
      "--https needs a certificate: name its file with --cert, and the file of its key with --key.",
    );
  }
  // Loaded only now, so that other commands need not wait for it.
  const { parseCertificate, readCertificateFiles } =
    await import("../http/tls/certificate.ts");
  parseCertificate(readCertificateFiles({ cert, key }), { cert, key });
  if (http?.port === https.port && http.port !== 0 && overlap(http, https)) {
    throw new Refused("--http and --https cannot have the same port.");
  }
  requireOpenable(https, "--https");
  if (http !== undefined) requireOpenable(http, "--http");
  return { ...https, tls: { cert, key, redirectFrom: http } };
}

function requireOpenable(address: ListenAddress, option: string): void {
  if (address.port !== 0) requireFree(address, option);
}

function overlap(one: ListenAddress, other: ListenAddress): boolean {
  const hosts = new Set([one.hostname, other.hostname]);
  return hosts.size === 1 || hosts.has("0.0.0.0") || hosts.has("::");
}
