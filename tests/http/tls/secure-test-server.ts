import { renameSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import type { App } from "../../../src/core/app.ts";
import { type RunningServer, startServer } from "../../../src/http/server.ts";
import type { TlsOptions } from "../../../src/http/tls/listen-securely.ts";
import { testCertificate, testKey } from "../../support/test-certificate.ts";
import type { TestPair } from "../../support/more-certificates.ts";

export const firstPair: TestPair = { cert: testCertificate, key: testKey };

/** A server that speaks HTTPS with two files of a folder of its own. */
export interface SecureTestServer {
  readonly server: RunningServer;
  readonly dir: string;
  readonly files: { readonly cert: string; readonly key: string };
  readonly port: number;
  /** What the server has logged, a line each. */
  readonly logged: readonly string[];
  /** Resolves once the server has logged so many lines with this in them. */
  said(text: string, times?: number): Promise<void>;
  /** Puts a pair in the files' places, as certbot and its like do. */
  put(pair: TestPair): Promise<void>;
  stop(): Promise<void>;
}

export interface Start {
  readonly pair?: TestPair;
  readonly mode?: number;
  readonly tls?: Partial<TlsOptions>;
  /** Changes the files before the server starts. */
  readonly prepare?: (dir: string) => Promise<void>;
}

export async function startSecurely(
  app: App,
  { pair = firstPair, mode = 0o600, tls = {}, prepare }: Start = {},
): Promise<SecureTestServer> {
  const dir = await mkdtemp(join(tmpdir(), "hutch-tls-"));
  const files = { cert: join(dir, "cert.pem"), key: join(dir, "key.pem") };
  await writeFile(files.cert, pair.cert);
  await writeFile(files.key, pair.key, { mode });
  await prepare?.(dir);

  const logged: string[] = [];
  let changed = Promise.withResolvers<void>();
  const note = (message: string, data: unknown = {}) => {
    logged.push(`${message} ${JSON.stringify(data)}`);
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };
  const log = { ...app.log, info: note, warn: note, error: note };
  const server = await startServer(
    { ...app, log },
    {
      hostname: "127.0.0.1",
      port: 0,
      origins: ["*"],
      publicDir: dir,
      tls: { ...files, interval: 20, farewell: 100, ...tls },
    },
  ).catch(async (error: unknown) => {
    await rm(dir, { recursive: true });
    throw error;
  });
  return {
    server,
    dir,
    files,
    port: Number(new URL(server.url).port),
    logged,
    async said(text, times = 1) {
      const count = () => logged.filter((line) => line.includes(text)).length;
      while (count() < times) await changed.promise;
    },
    async put({ cert, key }) {
      await writeFile(`${files.key}.new`, key);
      await writeFile(`${files.cert}.new`, cert);
      // At one stroke, as far as the server in this process can see.
      renameSync(`${files.key}.new`, files.key);
      renameSync(`${files.cert}.new`, files.cert);
    },
    async stop() {
      await server.stop();
      await rm(dir, { recursive: true });
    },
  };
}

export const isUsed = "a new certificate is used";
export const isKept = "the one from before stays";

/** Connects, whatever the certificate. */
export async function connectTo(
  port: number,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(
    { host: "127.0.0.1", port, rejectUnauthorized: false, ...options },
    resolve,
  ).on("error", reject);
  await promise;
  return socket;
}

/** The certificate that a new connection is made with. */
export async function certificateOf(port: number): Promise<string> {
  const socket = await connectTo(port);
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return Buffer.from(raw).toString("base64");
}

/** A certificate's text, to compare with what a server shows. */
export function base64Of({ cert }: TestPair): string {
  return cert.replace(/-----[A-Z ]+-----|\n/g, "");
}

/** Sends a request for a path, and reads the head of the answer and what comes with it. */
export async function ask(socket: TLSSocket, path: string): Promise<string> {
  const answer = receive(socket);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  return answer;
}

/** The next that comes. */
export async function receive(socket: TLSSocket): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  socket.once("data", (data) => resolve(data.toString()));
  socket.once("close", () => reject(new Error("the connection was closed")));
  return promise;
}
