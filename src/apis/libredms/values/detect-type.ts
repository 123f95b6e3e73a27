import { isObject } from "../../../core/json.ts";

/** What a document's content is: `quill` if it is a delta of texts, which a Quill editor wrote; otherwise `text`. */
export function detectType(content: string): "quill" | "text" {
  const delta = parse(content);
  if (!isObject(delta)) return "text";
  const { ops } = delta;
  const isDelta =
    Array.isArray(ops) && ops.length > 0 && ops.every(insertsText);
  return isDelta ? "quill" : "text";
}

function insertsText(operation: unknown): boolean {
  return (
    isObject(operation) &&
    typeof operation["insert"] === "string" &&
    operation["insert"] !== ""
  );
}

function parse(content: string): unknown {
  // Most contents are no JSON, and long: their first character tells.
  if (!content.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // not JSON: text
  }
}
