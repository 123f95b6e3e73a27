import { Invalid } from "../../../core/errors.ts";
import { parsePairs } from "../query.ts";
import { FormValues } from "./form-values.ts";
import { parseJsonObject } from "./parse-json.ts";
import { readText } from "./read-bytes.ts";
import type { FileIntake, ReceivedFile } from "./receive-files.ts";

/** A request's body: its values by name (an object without prototype), and the files that were wanted, in temporary files. */
export interface ReadBody {
  readonly values: Record<string, unknown>;
  readonly files: readonly ReceivedFile[];
}

/** What a body may have. */
export interface BodyLimits {
  /** Bytes of all of it. */
  readonly total: number;
  /** Bytes of what is held in memory: all but files. */
  readonly text: number;
  /** Milliseconds that may pass without a byte; for ever if absent. */
  readonly stall?: number;
}

/**
 * Reads a JSON, urlencoded or multipart body. No body is an empty one.
 *
 * @param limits bytes, of files and all else alike where it is one number
 * @param intake what becomes of files in a form; absent: none is wanted. Who wants them has to remove them afterwards; if
 *   this throws, there are none
 * @throws {TooLarge} it has more bytes
 * @throws {Invalid} it is malformed, or of another content type, or stopped coming
 */
export async function readBody(
  request: Request,
  limits: number | BodyLimits,
  intake?: FileIntake,
): Promise<ReadBody> {
  if (isEmpty(request)) return { values: Object.create(null), files: [] };
  const header = request.headers.get("content-type") ?? "";
  const type = header.toLowerCase();
  const bounds =
    typeof limits === "number" ? { total: limits, text: limits } : limits;
  if (type.startsWith("application/json")) {
    const text = await readText(request, bounds.text);
    const values = text === "" ? Object.create(null) : parseJsonObject(text);
    return { values, files: [] };
  }
  if (type.startsWith("multipart/form-data")) {
    const { readMultipart } = await import("./read-multipart.ts");
    return readMultipart(request, header, bounds, intake);
  }
  if (type.startsWith("application/x-www-form-urlencoded")) {
    const text = await readText(request, bounds.text);
    return { values: parseForm(text), files: [] };
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
