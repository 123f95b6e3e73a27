import busboy from "busboy";
import { Invalid } from "../../../core/errors.ts";
import { FormValues } from "./form-values.ts";
import type { ReadBody, Upload } from "./read-body.ts";
import { readChunks } from "./read-bytes.ts";

/** Parts that one form may have. */
const maxParts = 1000;

/**
 * Reads a `multipart/form-data` body (RFC 7578) as it arrives.
 *
 * @param limit bytes of the whole body
 * @throws {TooLarge} @throws {Invalid}
 */
export async function readMultipart(
  request: Request,
  contentType: string,
  limit: number,
): Promise<ReadBody> {
  const form = new FormValues();
  const uploads: Upload[] = [];
  const parser = openParser(contentType, limit);
  let failure: unknown;
  const closed = new Promise<void>((resolve) => parser.once("close", resolve));
  parser
    .on("field", (name, value) => form.add(name, value))
    .on("file", (name, file, { filename, mimeType }) => {
      // A part without a file name is a value like any other; browsers send an empty one for an empty file input.
      const isValue = !filename;
      const texts: Buffer[] = [];
      let size = 0;
      file.on("data", (chunk: Buffer) => {
        size += chunk.byteLength;
        if (isValue) texts.push(chunk);
      });
      file.on("error", (error) => (failure ??= error));
      file.on("end", () => {
        if (isValue) form.add(name, Buffer.concat(texts).toString());
        else uploads.push({ field: name, filename, type: mimeType, size });
      });
    })
    .on("partsLimit", () => {
      failure ??= new Invalid("The form has too many parts.");
    })
    .on("error", (error) => (failure ??= error));

  try {
    for await (const chunk of readChunks(request, limit)) {
      if (failure !== undefined) break;
      if (!parser.write(chunk)) {
        await Promise.race([
          new Promise((resolve) => parser.once("drain", resolve)),
          closed,
        ]);
      }
    }
    parser.end();
    await closed;
  } finally {
    parser.destroy();
  }
  if (failure instanceof Invalid) throw failure;
  if (failure !== undefined) {
    throw new Invalid(
      "The multipart form is malformed.",
      {},
      { cause: failure },
    );
  }
  return { values: form.finish(), uploads };
}

function openParser(contentType: string, limit: number): busboy.Busboy {
  try {
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      limits: { fieldSize: limit, fieldNameSize: 1000, parts: maxParts },
    });
  } catch (cause) {
    throw new Invalid("The multipart form has no boundary.", {}, { cause });
  }
}
