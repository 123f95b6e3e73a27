import type { BatchOperation } from "../../core/batch/batch-operation.ts";
import { countBytes } from "../../core/collections/fields/casting.ts";
import { required } from "../../core/collections/fields/field-errors.ts";
import {
  DomainError,
  type FieldError,
  fieldError,
  Invalid,
} from "../../core/errors.ts";
import type { UploadedFile } from "../../core/files/uploaded-file.ts";
import { isObject } from "../../core/json.ts";
import { parseFields } from "../../core/picking/parse-fields.ts";
import type { FormFiles } from "../../http/shared/body/form-files.ts";
import { withoutPrototype } from "../../http/shared/body/parse-json.ts";
import { parseQuery } from "../../http/shared/query.ts";

/** One of a batch's requests, as it came. */
interface BatchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

const invalid = "Invalid batch request data.";
const methods = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const maxUrlBytes = 2000;

/**
 * Reads a batch's body: `requests`, and the files for them.
 *
 * @throws {Invalid} it is no list of requests, or too long a one, or methods and URLs cannot be any
 */
export async function parseBatch(
  body: Readonly<Record<string, unknown>>,
  files: FormFiles,
  maxRequests: number,
): Promise<readonly BatchOperation[]> {
  const requests = readRequests(body["requests"], maxRequests);
  assignFiles(requests, files);
  demandValid(requests);
  return Promise.all(requests.map(toOperation));
}

function readRequests(
  raw: unknown,
  maxRequests: number,
): readonly BatchRequest[] {
  const list = raw ?? [];
  if (!Array.isArray(list)) throw unreadable();
  if (list.length === 0) throw new Invalid(invalid, { requests: required });
  // Counted before any is looked at: there may be millions.
  if (list.length > maxRequests) {
    throw new Invalid(invalid, { requests: longerThan(maxRequests) });
  }
  return list.map((request) => {
    if (!isObject(request)) throw unreadable();
    const headers: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(objectOf(request["headers"]))) {
      headers[name.toLowerCase().replaceAll("-", "_")] = textOf(value);
    }
    return {
      method: textOf(request["method"]),
      url: textOf(request["url"]),
      headers,
      body: withoutPrototype(objectOf(request["body"])),
    };
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw unreadable();
  return value;
}

function objectOf(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw unreadable();
  return value;
}

function unreadable(): Invalid {
  return new Invalid("Failed to read the submitted batch data.");
}

/**
 * For which request, from 0, and which field a file is, by the name of its part: `requests.N.field` or `requests[N].field`.
 * Undefined for any other.
 */
export function targetOf(
  name: string,
): { readonly index: number; readonly field: string } | undefined {
  const [, dotted, bracketed, field] =
    /^requests(?:\.(0|[1-9]\d*)|\[(0|[1-9]\d*)\])\.(.*)$/s.exec(name) ?? [];
  return field === undefined
    ? undefined
    : { index: Number(dotted ?? bracketed), field };
}

/** Files take the place of what else the body has under their name. */
function assignFiles(
  requests: readonly BatchRequest[],
  files: FormFiles,
): void {
  const lists = new Map<unknown, UploadedFile[]>();
  for (const [name, file] of files) {
    const target = targetOf(name);
    if (target === undefined || target.field === "__proto__") continue;
    const body = requests[target.index]?.body;
    if (body === undefined) continue;
    const list = lists.get(body[target.field]);
    if (list !== undefined) list.push(file);
    else {
      const first = [file];
      lists.set(first, first);
      body[target.field] = first;
    }
  }
}

function demandValid(requests: readonly BatchRequest[]): void {
  const errors: Record<string, Record<string, FieldError>> = {};
  for (const [index, { method, url }] of requests.entries()) {
    const wrong: Record<string, FieldError> = {};
    if (method === "") wrong["method"] = required;
    else if (!methods.has(method)) wrong["method"] = notInList;
    if (url === "") wrong["url"] = required;
    else if (countBytes(url) > maxUrlBytes) {
      wrong["url"] = longerThan(maxUrlBytes);
    }
    if (Object.keys(wrong).length > 0) errors[index] = wrong;
  }
  if (Object.keys(errors).length > 0) {
    throw new Invalid(invalid, { requests: errors });
  }
}

const notInList = fieldError("validation_in_invalid", "Must be a valid value.");

function longerThan(max: number): FieldError {
  return fieldError(
    "validation_length_too_long",
    `The length must be no more than ${max}.`,
    { min: 0, max },
  );
}

/** The paths of records; whatever else is between the slashes is a name or an id, and nothing but looked up. */
const recordPath =
  /^\/api\/collections\/([^/?]+)\/records(?:\/([^/?]+))?(?:\?.*)?$/s;

async function toOperation({
  method,
  url,
  headers,
  body,
}: BatchRequest): Promise<BatchOperation> {
  try {
    const [, collection, id] = recordPath.exec(url) ?? [];
    // No URL has control characters.
    if (collection === undefined || /\p{Cc}/u.test(url)) throw new Invalid();
    const query = parseQuery(url);
    const { expand } = query;
    const fields = query["fields"]
      ? await parseFields(query["fields"])
      : undefined;
    const parts = {
      path: decode(url.split("?", 1).join("")),
      collection: decode(collection),
      expand,
      fields,
      query,
      headers,
      body,
    };
    if (id === undefined) {
      if (method === "POST") return { kind: "create", ...parts };
      if (method === "PUT") return { kind: "upsert", ...parts };
    } else {
      if (method === "PATCH")
        return { kind: "update", id: decode(id), ...parts };
      if (method === "DELETE")
        return { kind: "delete", id: decode(id), ...parts };
    }
    throw new Invalid();
  } catch (error) {
    if (error instanceof DomainError) return { kind: "impossible", error };
    throw error;
  }
}

/** @throws {Invalid} the percent-encoding is broken */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new Invalid(undefined, {}, { cause });
  }
}
