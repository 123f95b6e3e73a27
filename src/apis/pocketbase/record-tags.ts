import type { Collection } from "../../core/collections/collection.ts";
import type { Viewer } from "../../core/request.ts";

/** The states in which alone a record may be changed, as the request says; undefined: any. */
export function tagsOf({ headers }: Request): string | undefined {
  return headers.get("if-match") ?? undefined;
}

/** Whether there are records of the collection that the viewer might be allowed to change or delete. */
export function mayChange(
  { type, updateRule, deleteRule }: Collection,
  { kind }: Viewer,
): boolean {
  if (type === "view") return false;
  return kind === "superuser" || updateRule !== null || deleteRule !== null;
}

/** The answer with the tag of the record in it. */
export function withTag(response: Response, tag: string): Response {
  const { headers } = response;
  headers.set("ETag", tag);
  // Or pages of other origins could not read it (Fetch standard, "CORS-safelisted response-header name").
  headers.set("Access-Control-Expose-Headers", "ETag");
  return response;
}
