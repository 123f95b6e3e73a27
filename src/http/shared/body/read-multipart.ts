import type { Readable } from "node:stream";
import busboy from "busboy";
import { DomainError, Invalid, TooLarge } from "../../../core/errors.ts";
import { FormValues } from "./form-values.ts";
import type { BodyLimits, ReadBody } from "./read-body.ts";
import { readChunks } from "./read-bytes.ts";
import {
  explainNotKept,
  type FileIntake,
  FileNotKept,
  FileReceiver,
} from "./receive-files.ts";

/** Parts that one form may have. */
const maxParts = 1000;

/**
 * Reads a `multipart/form-data` body (RFC 7578) as it arrives: texts into memory, files to where they are wanted, each chunk
 * when the disk has taken the one before.
 *
 * @throws {TooLarge} @throws {Invalid} no file is left then
 */
export async function readMultipart(
  request: Request,
  contentType: string,
  limits: BodyLimits,
  intake: FileIntake = none,
): Promise<ReadBody> {
  const receiver = new FileReceiver(intake);
  try {
    const values = await parse(request, contentType, limits, receiver);
    return { values, files: receiver.files };
  } catch (error) {
    // What is left is removed at the next start, at the latest; the reason to give is the first.
    await receiver.discard().catch(() => undefined);
    throw error;
  }
}

const none: FileIntake = { folder: "", largest: () => undefined };

async function parse(
  request: Request,
  contentType: string,
  limits: BodyLimits,
  receiver: FileReceiver,
): Promise<Record<string, unknown>> {
  /** In the order of the form, though some are complete later than the next. */
  const values: { readonly name: string; text: string }[] = [];
  const parser = openParser(contentType, limits.text);
  let malformation: unknown;
  let failure: unknown;
  let held = 0;
  const count = (bytes: number) => {
    held += bytes;
    if (held > limits.text) failure ??= new TooLarge();
  };
  const taking = new Set<Promise<void>>();
  async function take(name: string, file: Readable, filename: string) {
    // It may break off before anyone reads it; who reads it then is told.
    file.on("error", () => undefined);
    if (filename !== "") {
      await receiver.take(name, filename, file);
      return;
    }
    // A part without a file name is a value like any other; browsers send an empty one for an empty file input.
    const value = { name, text: "" };
    values.push(value);
    value.text = await readPart(file, count);
  }
  const closed = new Promise<void>((resolve) => parser.once("close", resolve));
  /** A file was not taken to its end: the parser may wait for that for ever. */
  const failed = Promise.withResolvers<void>();
  parser
    .on("field", (name: string | undefined, value, { valueTruncated }) => {
      count(valueTruncated ? Infinity : Buffer.byteLength(value));
      values.push({ name: name ?? "", text: value });
    })
    .on("file", (name: string | undefined, file, { filename }) => {
      const done = take(name ?? "", file, baseName(filename))
        .catch((error: unknown) => {
          failure ??= error;
          failed.resolve();
          // The parser would wait for ever for someone to read it.
          file.resume();
        })
        .finally(() => taking.delete(done));
      taking.add(done);
    })
    .on("partsLimit", () => {
      failure ??= new Invalid("The form has too many parts.");
    })
    .on("error", (error) => {
      malformation ??= error;
    });

  try {
    for await (const chunk of readChunks(request, limits.total, limits.stall)) {
      if (failure !== undefined || malformation !== undefined) break;
      if (!parser.write(chunk)) {
        await Promise.race([
          new Promise((resolve) => parser.once("drain", resolve)),
          closed,
          failed.promise,
        ]);
      }
    }
    parser.end();
    await Promise.race([closed, failed.promise]);
  } finally {
    parser.destroy();
    await Promise.all(taking);
  }
  // What breaks off early is malformed, too, so that is the last reason to give.
  if (failure instanceof DomainError) throw failure;
  if (failure instanceof FileNotKept) throw explainNotKept(failure);
  const cause = malformation ?? failure;
  if (cause !== undefined) {
    throw new Invalid("The multipart form is malformed.", {}, { cause });
  }
  const form = new FormValues();
  for (const { name, text } of values) form.add(name, text);
  return form.finish();
}

/** Clients may name folders; `\` is a character like any other, as it is to upstream. */
function baseName(filename = ""): string {
  const base = filename.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return base === "" && filename !== "" ? "/" : base;
}

async function readPart(
  part: Readable,
  count: (bytes: number) => void,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of part as AsyncIterable<Buffer>) {
    count(chunk.byteLength);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function openParser(contentType: string, textLimit: number): busboy.Busboy {
  try {
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      preservePath: true,
      limits: {
        fieldSize: textLimit,
        fieldNameSize: 1000,
        parts: maxParts + 1,
      },
    });
  } catch (cause) {
    throw new Invalid("The multipart form has no boundary.", {}, { cause });
  }
}
