import { Invalid } from "../../../core/errors.ts";
import { parsePairs } from "../query.ts";
import { FormValues } from "./form-values.ts";
import { parseJsonObject } from "./parse-json.ts";
import { readText } from "./read-bytes.ts";

/** A file that came with a form. */
export interface Upload {
  readonly field: string;
  readonly filename: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** A request's body: its values by name (an object without prototype), and the files that came along. */
export interface ReadBody {
  readonly values: Record<string, unknown>;
  readonly uploads: readonly Upload[];
}

/**
 * Reads a JSON, urlencoded or multipart body. No body is an empty one.
 *
 * @param limit bytes
 * @throws {TooLarge} it has more bytes
 * @throws {Invalid} it is malformed, or of another content type
 */
export async function readBody(
  request: Request,
  limit: number,
): Promise<ReadBody> {
  if (isEmpty(request)) return { values: Object.create(null), uploads: [] };
  const header = request.headers.get("content-type") ?? "";
  const type = header.toLowerCase();
  if (type.startsWith("application/json")) {
    const text = await readText(request, limit);
    const values = text === "" ? Object.create(null) : parseJsonObject(text);
    return { values, uploads: [] };
  }
  if (type.startsWith("multipart/form-data")) {
    const { readMultipart } = await import("./read-multipart.ts");
    return readMultipart(request, header, limit);
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return { values: parseForm(await readText(request, limit)), uploads: [] };
  }
  throw new Invalid("Unsupported Content-Type.");
}

function isEmpty(request: Request): boolean {
  const length = request.headers.get("content-length");
  return length === null ? request.body === null : length === "0";
}

function parseForm(text: string): Record<string, unknown> {
  const form = new FormValues();
  const pairs = parsePairs(text, () => {
    throw new Invalid("The form is malformed.");
  });
  for (const [name, value] of pairs) form.add(name, value);
  return form.finish();
}
