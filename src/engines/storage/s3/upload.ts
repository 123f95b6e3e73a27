import { type Part, partsOf } from "./parts-of.ts";
import { findElement, readXml, textOf } from "./read-xml.ts";
import { refusalFrom, S3Failed } from "./s3-failure.ts";
import type { S3Requests } from "./s3-requests.ts";

/** Bytes of a part; S3 wants 5 MiB at least. */
const partSize = 8 * 1024 * 1024;

/** S3's own limit. */
const maxParts = 10_000;

/** How many parts of a file are under way at a time. */
const parallelParts = 3;

/**
 * Stores contents: small ones with one request, larger ones in parts. Whole or not at all: should it fail, the parts are
 * cleared away.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 * @throws {S3Failed}
 */
export async function upload(
  requests: S3Requests,
  key: string,
  contents: Blob | ReadableStream<Uint8Array>,
  contentType: string,
): Promise<void> {
  const size = contents instanceof Blob ? contents.size : 0;
  const spare: ArrayBuffer[] = [];
  const parts = partsOf(
    contents,
    Math.max(partSize, Math.ceil(size / maxParts)),
    spare,
  );
  try {
    const first = await parts.next();
    const second = await parts.next();
    const headers = { "content-type": contentType };
    if (first.done === true || second.done === true) {
      const body = first.done === true ? new Uint8Array() : first.value;
      await requests.sendForText({ method: "PUT", key, headers, body });
      return;
    }
    const started = await start(requests, key, headers);
    const numbered = numberParts([first.value, second.value], parts);
    try {
      const etags = await sendParts(requests, started, numbered, spare);
      await complete(requests, started, etags);
    } catch (error) {
      throw await abort(requests, started, error);
    }
  } finally {
    await parts.return(undefined);
  }
}

async function start(
  requests: S3Requests,
  key: string,
  headers: Readonly<Record<string, string>>,
): Promise<StartedUpload> {
  const query = { uploads: "" };
  const answer = await readXml(
    await requests.sendForText({ method: "POST", key, headers, query }),
  );
  const uploadId = textOf(answer, "UploadId");
  if (uploadId !== "") return { key, uploadId };
  throw refusalFrom("", "it did not say what the upload is called", {
    status: 200,
    options: requests.options,
  });
}

interface StartedUpload {
  readonly key: string;
  readonly uploadId: string;
}

interface NumberedPart {
  /** From 1. */
  readonly number: number;
  readonly body: Part;
}

async function* numberParts(
  begun: readonly Part[],
  rest: AsyncGenerator<Part>,
): AsyncGenerator<NumberedPart> {
  let number = 0;
  for (const body of begun) yield { number: ++number, body };
  for await (const body of rest) yield { number: ++number, body };
}

/** Resolves to the parts' ETags, by their order. None is under way any more when it ends, in whichever way. */
async function sendParts(
  requests: S3Requests,
  { key, uploadId }: StartedUpload,
  parts: AsyncGenerator<NumberedPart>,
  spare: ArrayBuffer[],
): Promise<string[]> {
  const failed = new AbortController();
  const etags: string[] = [];
  const sendSome = async () => {
    for await (const { number, body } of parts) {
      const answer = await requests.send({
        method: "PUT",
        key,
        query: { partNumber: String(number), uploadId },
        body,
        signal: failed.signal,
      });
      await answer.body?.cancel();
      etags[number - 1] = answer.headers.get("etag") ?? "";
      if (body instanceof Uint8Array) spare.push(body.buffer);
    }
  };
  const workers = Array.from({ length: parallelParts }, async () => {
    try {
      await sendSome();
    } catch (error) {
      // Ends the others; of them, nobody needs to know why.
      if (!failed.signal.aborted) failed.abort(error);
    }
  });
  await Promise.all(workers);
  if (failed.signal.aborted) throw failed.signal.reason;
  return etags;
}

async function complete(
  requests: S3Requests,
  { key, uploadId }: StartedUpload,
  etags: readonly string[],
): Promise<void> {
  const parts = etags.map(
    (etag, index) =>
      `<Part><PartNumber>${index + 1}</PartNumber><ETag>${Bun.escapeHTML(etag)}</ETag></Part>`,
  );
  const text = await requests.sendForText({
    method: "POST",
    key,
    query: { uploadId },
    headers: { "content-type": "application/xml" },
    body: `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join("")}</CompleteMultipartUpload>`,
  });
  // It can fail after having begun to answer with status 200.
  const error = findElement(await readXml(text), "Error");
  if (error === undefined) return;
  throw refusalFrom(textOf(error, "Code"), textOf(error, "Message"), {
    status: 500,
    options: requests.options,
  });
}

/** Clears the parts away. Resolves to the error to throw. */
async function abort(
  requests: S3Requests,
  { key, uploadId }: StartedUpload,
  reason: unknown,
): Promise<unknown> {
  try {
    await requests.sendForText({
      method: "DELETE",
      key,
      query: { uploadId },
    });
    return reason;
  } catch (error) {
    if (!(reason instanceof S3Failed)) return reason;
    if (!(error instanceof S3Failed)) return error;
    // It is gone already.
    if (error.code === "NoSuchUpload") return reason;
    return new S3Failed(
      `${reason.message} Parts of the upload may be left in the bucket.`,
      reason,
    );
  }
}
