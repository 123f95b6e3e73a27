import { checkKey, checkPrefix } from "../check-key.ts";
import {
  type ByteRange,
  type FileDetails,
  type FileEntry,
  FileMissing,
  type Storage,
} from "../storage.ts";
import { readXml, textOf, type XmlElement } from "./read-xml.ts";
import { S3Failed } from "./s3-failure.ts";
import type { S3Options, S3Patience } from "./s3-options.ts";
import { type S3Request, S3Requests } from "./s3-requests.ts";
import { upload } from "./upload.ts";

/** How many files are removed at a time. */
const parallelRemovals = 16;

/**
 * Keeps files in a bucket of an S3 server, each under its key, as PocketBase does.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function createS3Storage(
  options: S3Options,
  patience: S3Patience = {},
): Storage {
  return new S3Storage(new S3Requests(options, patience));
}

class S3Storage implements Storage {
  readonly #requests: S3Requests;

  constructor(requests: S3Requests) {
    this.#requests = requests;
  }

  async write(
    key: string,
    contents: Blob | ReadableStream<Uint8Array>,
    contentType: string,
  ): Promise<void> {
    checkKey(key);
    await upload(this.#requests, key, contents, contentType);
  }

  async stat(key: string): Promise<FileDetails | undefined> {
    checkKey(key);
    const answer = await this.#sendForFile({ method: "HEAD", key });
    if (answer === undefined) return undefined;
    const { headers } = answer;
    const etag = plainTag(headers.get("etag"));
    return {
      key,
      size: Number(headers.get("content-length") ?? 0),
      modified: new Date(headers.get("last-modified") ?? 0),
      contentType: headers.get("content-type") ?? "application/octet-stream",
      etag,
      // So it is unless the file came in parts or the server encrypts.
      ...(/^[\da-f]{32}$/.test(etag) && { md5: etag }),
    };
  }

  async read(
    key: string,
    range?: ByteRange,
  ): Promise<ReadableStream<Uint8Array>> {
    checkKey(key);
    if (range !== undefined && range.end <= range.start) {
      // S3 knows no range of nothing.
      if ((await this.stat(key)) === undefined) throw new FileMissing(key);
      return new Blob([]).stream();
    }
    const answer = await this.#sendForFile({
      method: "GET",
      key,
      ...(range !== undefined && { headers: { range: toHeader(range) } }),
    });
    if (answer === undefined) throw new FileMissing(key);
    if (range === undefined) return this.#requests.bodyOf(answer);
    if (answer.status !== 206) {
      await answer.body?.cancel();
      throw new S3Failed(
        "The S3 server does not know how to send a part of a file.",
        { status: answer.status },
      );
    }
    return this.#requests.bodyOf(answer);
  }

  async remove(key: string): Promise<void> {
    checkKey(key);
    await this.#remove(key);
  }

  async removeAll(prefix: string): Promise<void> {
    checkPrefix(prefix);
    if (prefix === "") throw new RangeError("a prefix to remove is not empty");
    for await (const page of this.#pages(prefix)) {
      // One by one, since not every S3 server takes a list.
      const left = page.values();
      const removeSome = async () => {
        for (const { key } of left) await this.#remove(key);
      };
      await Promise.all(
        Array.from({ length: parallelRemovals }, () => removeSome()),
      );
    }
  }

  async *list(prefix: string): AsyncGenerator<FileEntry> {
    checkPrefix(prefix);
    for await (const page of this.#pages(prefix)) {
      // Consoles make "folders": empty objects whose key ends with a slash.
      yield* page.filter(({ key }) => !key.endsWith("/"));
    }
  }

  async *#pages(prefix: string): AsyncGenerator<readonly FileEntry[]> {
    for (let token = ""; ;) {
      const answer = await readXml(
        await this.#requests.sendForText({
          method: "GET",
          query: {
            "list-type": "2",
            prefix,
            ...(token !== "" && { "continuation-token": token }),
          },
        }),
      );
      const root = answer.children[0]?.children ?? [];
      yield root.filter(({ name }) => name === "Contents").map(toEntry);
      token = textOf(answer, "NextContinuationToken");
      if (token === "") return;
    }
  }

  async #remove(key: string): Promise<void> {
    const answer = await this.#sendForFile({ method: "DELETE", key });
    await answer?.body?.cancel();
  }

  /** Undefined when there is no such file. */
  async #sendForFile(request: S3Request): Promise<Response | undefined> {
    try {
      return await this.#requests.send(request);
    } catch (error) {
      const isMissing =
        error instanceof S3Failed &&
        error.status === 404 &&
        // Without a bucket all files are missing, but that is another matter. HEAD does not tell.
        error.code !== "NoSuchBucket";
      if (isMissing) return undefined;
      throw error;
    }
  }
}

function toEntry(contents: XmlElement): FileEntry {
  return {
    key: textOf(contents, "Key"),
    size: Number(textOf(contents, "Size")),
    modified: new Date(textOf(contents, "LastModified")),
  };
}

function toHeader({ start, end }: ByteRange): string {
  return `bytes=${start}-${end - 1}`;
}

function plainTag(etag: string | null): string {
  return (etag ?? "").replace(/^W\//, "").replaceAll('"', "");
}
