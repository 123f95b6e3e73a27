import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { createSecureContext } from "node:tls";
import { Refused } from "../../core/errors.ts";

/** Paths of two files in PEM format. */
export interface CertificateFiles {
  /** The server's certificate, and after it those that lead to an authority that clients know. */
  readonly cert: string;
  /** Its private key, without a passphrase. */
  readonly key: string;
}

/** What the two files hold, whatever it is worth. */
export interface CertificateText {
  readonly cert: string;
  readonly key: string;
}

/** A certificate with its key, fit to serve with. */
export interface Certificate extends CertificateText {
  /** Milliseconds since 1970: it is good for no client any more. */
  readonly endsAt: number;
  /** Whether it was made for this host name or IP address, the latter without brackets. */
  covers(host: string): boolean;
}

/** @throws {Refused} one of them cannot be read */
export function readCertificateFiles(files: CertificateFiles): CertificateText {
  return {
    cert: readText(files.cert, "certificate"),
    key: readText(files.key, "certificate's key"),
  };
}

/** @throws {Refused} there is no whole certificate, or no key, or the two do not belong together */
export function parseCertificate(
  { cert, key }: CertificateText,
  files: CertificateFiles,
): Certificate {
  const leaf = attempt(
    () => new X509Certificate(cert),
    `${files.cert} holds no certificate in PEM format.`,
  );
  const privateKey = attempt(
    () => createPrivateKey(key),
    `${files.key} holds no private key in PEM format, or one with a passphrase: it has to be without.`,
  );
  if (!leaf.checkPrivateKey(privateKey)) {
    throw new Refused(
      `The key in ${files.key} is not that of the certificate in ${files.cert}.`,
    );
  }
  attempt(
    () => createSecureContext({ cert, key }),
    `The certificates in ${files.cert} are damaged, or too weak to be used.`,
  );
  return {
    cert,
    key,
    endsAt: Date.parse(leaf.validTo),
    covers: (host) => covers(leaf, host),
  };
}

/** Whether every user of this machine may read the key. */
export function isOpenToAll(keyFile: string): boolean {
  return process.platform !== "win32" && (statSync(keyFile).mode & 0o004) !== 0;
}

function covers(leaf: X509Certificate, host: string): boolean {
  if (isIP(host) !== 0) return leaf.checkIP(host) !== undefined;
  return (
    /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i.test(host) &&
    leaf.checkHost(host) !== undefined
  );
}

function readText(path: string, what: string): string {
  return attempt(
    () => readFileSync(path, "utf8"),
    `The ${what} cannot be read: ${path}.`,
  );
}

function attempt<T>(action: () => T, message: string): T {
  try {
    return action();
  } catch (cause) {
    throw new Refused(message, { cause });
  }
}
