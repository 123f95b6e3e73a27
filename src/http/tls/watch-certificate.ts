import { Refused } from "../../core/errors.ts";
import {
  type Certificate,
  type CertificateFiles,
  parseCertificate,
  readCertificateFiles,
} from "./certificate.ts";

export interface Watching {
  /** Milliseconds between two looks at the files. */
  readonly interval: number;
  /** Both files hold another certificate, and it is good. */
  onNew(certificate: Certificate): void;
  /** What the files hold now cannot be used; said once of each content. */
  onFault(message: string): void;
}

/**
 * Looks at the files again and again, as they may be replaced in more ways than a file system tells of: renamed over,
 * written in place, reached through a symbolic link of which some part is turned elsewhere, on a network drive.
 *
 * @param current what is served with
 * @returns stops it
 */
export function watchCertificate(
  files: CertificateFiles,
  current: Certificate,
  { interval, onNew, onFault }: Watching,
): () => void {
  let endsAt = current.endsAt;
  let judged = `${current.cert}\0${current.key}`;
  let before = judged;

  function look(): void {
    const { found, read } = tryReading(files);
    // Who writes them may be halfway: they are to hold still for one interval.
    const isStill = found === before;
    before = found;
    if (!isStill || found === judged) return;
    judged = found;
    try {
      const certificate = parseCertificate(read(), files);
      if (certificate.endsAt < Date.now() && certificate.endsAt < endsAt) {
        throw new Refused(`The certificate in ${files.cert} has expired.`);
      }
      endsAt = certificate.endsAt;
      onNew(certificate);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      onFault(error.message);
    }
  }

  const timer = setInterval(look, interval);
  timer.unref();
  return () => clearInterval(timer);
}

/** What the files hold, or why they cannot be read, as a text to compare. */
function tryReading(files: CertificateFiles) {
  try {
    const text = readCertificateFiles(files);
    return { found: `${text.cert}\0${text.key}`, read: () => text };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      found: error.message,
      read: () => {
        throw error;
      },
    };
  }
}
