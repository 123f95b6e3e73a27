import crypto from "node:crypto";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import S3rver, { type Middleware, type S3Context } from "@20minutes/s3rver";
import type { S3Settings } from "../../src/core/settings/settings.ts";

/** A real S3 server on a port of its own, with one empty bucket. It verifies signatures. */
export interface S3Server {
  /** What to write into the settings to keep files here. */
  readonly settings: S3Settings;
  /** All requests so far, such as `GET /files/key?partNumber=1&…`. */
  readonly requests: readonly string[];
  /**
   * Says what goes wrong from now on; asked with each request before it is carried out. Without an argument, nothing does.
   * `stall`: no answer ever comes; `cut`: the connection is closed; an error: is answered; a promise: is waited for first.
   */
  misbehave(how?: Misbehaviour): void;
  /** How many uploads in parts are neither complete nor aborted. */
  openUploads(): Promise<number>;
  /** Puts small files into the bucket without a request each. */
  addFiles(keys: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export type Misbehaviour = (
  request: string,
) => "stall" | "cut" | S3Error | Promise<void> | undefined;

export interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const bucket = "files";

export async function startS3Server(): Promise<S3Server> {
  nameCiphers();
  const directory = await mkdtemp(join(tmpdir(), "hutch-s3-"));
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const uploads = join(directory, bucket, "._S3rver_uploads");
  const requests: string[] = [];
  let misbehaviour: Misbehaviour = () => undefined;
  server.middleware.unshift(
    async (context, next) => {
      const request = `${context.method} ${context.url}`;
      requests.push(request);
      await goWrong(context, next, await misbehaviour(request));
    },
    escapeOnce,
    abortUploads(uploads),
  );
  storeWholeFiles(server);
  listInOrder(server);
  const { port } = await server.run();
  return {
    settings: {
      enabled: true,
      bucket,
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${port}`,
      accessKey: "S3RVER",
      secret: "S3RVER",
      forcePathStyle: true,
    },
    requests,
    misbehave(how = () => undefined) {
      misbehaviour = how;
    },
    async openUploads() {
      return (await readdir(uploads).catch(() => [])).length;
    },
    async addFiles(keys) {
      for (const key of keys) {
        const path = join(directory, bucket, `${key}._S3rver_object`);
        await mkdir(dirname(path), { recursive: true });
        await Bun.write(path, key);
        await Bun.write(`${path}.md5`, Bun.MD5.hash(key, "hex"));
      }
    },
    async stop() {
      const closed = server.close();
      server.httpServer.closeAllConnections();
      await closed;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function goWrong(
  context: S3Context,
  next: () => Promise<void>,
  how: "stall" | "cut" | S3Error | void,
): Promise<void> {
  if (how === "stall") return new Promise(() => {});
  if (how === "cut") {
    context.req.socket.destroy();
    return;
  }
  if (how === undefined) return next();
  context.status = how.status;
  context.type = "application/xml";
  context.body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${how.code}</Code><Message>${how.message}</Message></Error>`;
}

/** This server escapes its XML twice. */
async function escapeOnce(
  context: S3Context,
  next: () => Promise<void>,
): Promise<void> {
  await next();
  if (typeof context.body !== "string") return;
  context.body = context.body.replaceAll(/&amp;(#?\w+;)/g, "&$1");
}

/** AbortMultipartUpload, which this server lacks. */
function abortUploads(uploads: string): Middleware {
  return async (context, next) => {
    const id = context.query["uploadId"];
    if (context.method !== "DELETE" || id === undefined) return next();
    await rm(join(uploads, id), { recursive: true, force: true });
    context.status = 204;
  };
}

/** The server seals the tokens of its lists with a cipher that Bun knows by its long name alone. */
function nameCiphers(): void {
  const { createCipheriv, createDecipheriv } = crypto;
  const longName = (name: string) => (name === "des" ? "des-cbc" : name);
  Object.assign(crypto, {
    createCipheriv: (...[name, ...rest]: Parameters<typeof createCipheriv>) =>
      createCipheriv(longName(name), ...rest),
    createDecipheriv: (
      ...[name, ...rest]: Parameters<typeof createDecipheriv>
    ) => createDecipheriv(longName(name), ...rest),
  });
}

/** S3 lists by key; this server relies on folders that are read in order, as Node.js does and Bun does not. */
function listInOrder({ store }: S3rver): void {
  const listObjects = store.listObjects.bind(store);
  store.listObjects = async (name, { maxKeys, startAfter, ...options }) => {
    const { objects, commonPrefixes } = await listObjects(name, {
      ...options,
      maxKeys: Infinity,
    });
    const left = objects
      .filter(({ key }) => key > (startAfter ?? ""))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1));
    return {
      objects: left.slice(0, maxKeys),
      commonPrefixes,
      isTruncated: left.length > maxKeys,
    };
  };
}

/** S3 stores a file whole or not at all; this server leaves what came before the connection broke. */
function storeWholeFiles({ store }: S3rver): void {
  const putContent = store.putContent.bind(store);
  store.putContent = async (path, content) => {
    // Others may write the same file at the same time.
    const unfinished = `${path}.${crypto.randomUUID()}.unfinished`;
    try {
      const result = await putContent(unfinished, content);
      await rename(unfinished, path);
      return result;
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  };
}
