import type { RequestInfo } from "../request.ts";
import type { RecordOperation } from "./batch-operation.ts";

const methods = { create: "POST", update: "PATCH", delete: "DELETE" } as const;

/**
 * An operation as a request of its own, as rules see it: who asks, and from where, is the batch's, whatever its headers say.
 *
 * @param isNew tells what an upsert is
 */
export function requestOf(
  batch: RequestInfo,
  { kind, headers, query, body }: RecordOperation,
  isNew: boolean,
): RequestInfo {
  const { viewer } = batch;
  const action = kind === "upsert" ? (isNew ? "create" : "update") : kind;
  return {
    viewer,
    context: "batch",
    method: methods[action],
    query,
    body,
    // Read only if something asks for them.
    get address() {
      return batch.address;
    },
    get headers() {
      return layHeaders(batch.headers, headers);
    },
  };
}

/** Nobody logs in within a batch, and its parts are of one content type. */
const ofTheBatch = new Set(["authorization", "content_type"]);

function layHeaders(
  batch: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const laid: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(batch)) laid[name] = value;
  for (const [name, value] of Object.entries(own)) {
    if (!ofTheBatch.has(name)) laid[name] = value;
  }
  return laid;
}
