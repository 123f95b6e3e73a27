import type { App } from "../../core/app.ts";
import type { Handlers } from "../create-handler.ts";
import type { Listeners } from "../listeners.ts";
import {
  answersOf,
  openSocket,
  socketOptions,
  writeAuthority,
} from "../open-socket.ts";
import {
  type Certificate,
  type CertificateFiles,
  isOpenToAll,
  parseCertificate,
  readCertificateFiles,
} from "./certificate.ts";
import { createRedirect } from "./redirect.ts";
import { SecureServer } from "./secure-server.ts";
import { watchCertificate } from "./watch-certificate.ts";

export interface TlsOptions extends CertificateFiles {
  /** Where to listen for plain HTTP, to send it to HTTPS; nowhere if it is undefined. */
  readonly redirectFrom?:
    { readonly hostname: string; readonly port: number } | undefined;
  /** Milliseconds between two looks at the files. */
  readonly interval?: number;
  /** Milliseconds that connections have to move over to a new certificate. */
  readonly farewell?: number;
}

export interface SecureOptions {
  readonly hostname: string;
  readonly port: number;
  readonly tls: TlsOptions;
}

/** What speaks HTTPS, with the plain HTTP beside it. */
export interface SecureListeners extends Listeners {
  /** Where plain HTTP is answered, if it is. */
  readonly redirectUrl: string | undefined;
}

const dayLength = 86_400_000;

/** Days before a certificate ends from which on one is told: whoever renews it does so earlier. */
const warningDays = 7;

/**
 * Speaks HTTPS with the certificate of two files, and follows them when they change.
 *
 * @throws {Refused} an address cannot be listened on, or the certificate cannot be used
 */
export function listenSecurely(
  { hostname, port, tls }: SecureOptions,
  handlers: Handlers,
  log: App["log"],
): SecureListeners {
  const { interval = 5_000, farewell = 10_000 } = tls;
  let certificate = parseCertificate(readCertificateFiles(tls), tls);
  let current = { handlers, log };

  // Its port may be shared, which would hide that another program has it.
  openSocket(hostname, port, () =>
    Bun.listen({ hostname, port, socket: { data() {} } }).stop(true),
  );
  const secure = openSocket(
    hostname,
    port,
    () =>
      new SecureServer(
        { hostname, port, farewell },
        certificate,
        answersOf(handlers, log),
      ),
  );
  handlers.listenThrough(secure.server);
  const listeningPort = secure.server.port ?? port;
  const redirect = openRedirect();

  if (isOpenToAll(tls.key)) {
    log.warn("every user of this machine may read the certificate's key", {
      file: tls.key,
      advice: "chmod 600",
    });
  }
  warnOfEnd();
  const daily = setInterval(warnOfEnd, dayLength).unref();
  const stopWatching = watchCertificate(tls, certificate, {
    interval,
    onNew: (next) => void adopt(next),
    onFault: (reason) =>
      current.log.error(
        "the certificate's files changed and cannot be used: the one from before stays",
        { reason },
      ),
  });

  async function adopt(next: Certificate): Promise<void> {
    try {
      await secure.renew(next);
    } catch (error) {
      current.log.error("a new certificate could not be used", { error });
      return;
    }
    certificate = next;
    current.handlers.listenThrough(secure.server);
    current.log.info("a new certificate is used", describe(next));
  }

  function openRedirect() {
    const from = tls.redirectFrom;
    if (from === undefined) return undefined;
    const fetch = createRedirect({
      port: listeningPort,
      covers: (host) => certificate.covers(host),
      answer: (request, server) => current.handlers.answer(request, server),
    });
    try {
      return openSocket(from.hostname, from.port, () =>
        Bun.serve({ ...from, ...socketOptions, idleTimeout: 10, fetch }),
      );
    } catch (error) {
      void secure.close();
      throw error;
    }
  }

  function warnOfEnd(): void {
    const days = (certificate.endsAt - Date.now()) / dayLength;
    if (days > warningDays) return;
    const message =
      days < 0 ? "the certificate has expired" : "the certificate ends soon";
    current.log.warn(message, describe(certificate));
  }

  function describe({ endsAt }: Certificate) {
    return { file: tls.cert, ends: new Date(endsAt).toISOString() };
  }

  function stopTimers(): void {
    stopWatching();
    clearInterval(daily);
  }

  return {
    url: `https://${writeAuthority(hostname, listeningPort)}`,
    redirectUrl:
      redirect &&
      `http://${writeAuthority(redirect.hostname ?? "", redirect.port)}`,
    pendingRequests: () =>
      secure.pendingRequests() + (redirect?.pendingRequests ?? 0),
    answerWith(next, nextLog) {
      current = { handlers: next, log: nextLog };
      next.listenThrough(secure.server);
      secure.answerWith(answersOf(next, nextLog));
    },
    refuse() {
      stopTimers();
      secure.refuse();
      // Not awaited: it waits for idle connections, too.
      void redirect?.stop(false);
    },
    async close() {
      stopTimers();
      await Promise.all([secure.close(), redirect?.stop(true)]);
    },
  };
}
