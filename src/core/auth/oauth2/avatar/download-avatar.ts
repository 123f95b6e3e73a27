import type { IncomingMessage } from "node:http";
import type { Logger } from "../../../logs/logger.ts";
import { imageTypeOf } from "./image-type.ts";
import { isPublicAddress } from "./public-address.ts";
import {
  requestChecked,
  type RequestPolicy,
  resolveName,
} from "./request-checked.ts";

export interface Avatar {
  /** A file name of plain characters with the extension of its type. */
  readonly name: string;
  /** Its media type, by its first bytes. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface AvatarLimits {
  /** Whether a connection may go to this IP address: to public ones only. */
  readonly allows?: RequestPolicy["allows"];
  readonly resolve?: RequestPolicy["resolve"];
  /** Milliseconds for all of it. */
  readonly time?: number;
  /** Bytes. */
  readonly size?: number;
}

const tenSeconds = 10_000;
const fiveMegabytes = 5 * 1024 * 1024;
const maxRedirects = 3;

/**
 * Fetches the picture that a provider says is its user's. The address is not to be trusted, as many services let their
 * users choose it: nothing but an image from the public internet is fetched.
 *
 * @returns undefined when it cannot be had; why, is in the log
 */
export async function downloadAvatar(
  url: string,
  log: Logger,
  limits: AvatarLimits = {},
): Promise<Avatar | undefined> {
  const policy = {
    allows: limits.allows ?? isPublicAddress,
    resolve: limits.resolve ?? resolveName,
    signal: AbortSignal.timeout(limits.time ?? tenSeconds),
  };
  try {
    const { answer, from } = await follow(new URL(url), policy);
    const bytes = await readAnswer(
      answer,
      limits.size ?? fiveMegabytes,
      policy.signal,
    );
    const image = imageTypeOf(bytes);
    if (image === undefined) throw new Error("it is not an image");
    const name = `${baseName(from)}.${image.extension}`;
    return { name, type: image.type, bytes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn("an OAuth2 avatar could not be downloaded", { url, reason });
    return undefined;
  }
}

/** Every hop is judged like the first. */
async function follow(
  start: URL,
  policy: RequestPolicy,
): Promise<{ readonly answer: IncomingMessage; readonly from: URL }> {
  let from = start;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const answer = await requestChecked(from, policy);
    const { statusCode = 0, headers } = answer;
    if (statusCode >= 200 && statusCode < 300) return { answer, from };
    answer.destroy();
    if (headers.location === undefined || statusCode < 300 || statusCode > 399)
      throw new Error(`the server answered ${statusCode}`);
    from = new URL(headers.location, from);
  }
  throw new Error("there are too many redirects");
}

async function readAnswer(
  answer: IncomingMessage,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const tooLarge = () => new Error(`it has more than ${limit} bytes`);
  const end = () => answer.destroy(new Error("it takes too long"));
  signal.addEventListener("abort", end, { once: true });
  try {
    if (Number(answer.headers["content-length"] ?? 0) > limit) throw tooLarge();
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limit) throw tooLarge();
      chunks.push(chunk);
    }
    signal.throwIfAborted();
    return Buffer.concat(chunks);
  } finally {
    signal.removeEventListener("abort", end);
    answer.destroy();
  }
}

/** The last part of the path without its extension, reduced to characters that mean nothing anywhere. */
function baseName({ pathname }: URL): string {
  const last = pathname.split("/").at(-1) ?? "";
  const name = last.replace(/\.[^.]*$/, "").replaceAll(/[^\w-]+/g, "_");
  return name.slice(0, 50) || "avatar";
}
