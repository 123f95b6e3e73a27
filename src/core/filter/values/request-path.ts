import type { RequestInfo } from "../../request.ts";

/**
 * What is at a path such as `["body", "a", "0"]` of a request; undefined when there is nothing, which is not the same
 * as null. Keys of objects and indexes of lists count, methods and the like do not.
 */
export function requestValue(
  request: RequestInfo,
  path: readonly string[],
): unknown {
  const [root, ...keys] = path;
  let value: unknown = rootValue(request, root);
  for (const key of keys) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value)) {
      value = /^\d+$/.test(key) ? value[Number(key)] : undefined;
    } else {
      value = Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined;
    }
  }
  return value;
}

function rootValue(request: RequestInfo, root: string | undefined): unknown {
  // One by one, as some are read from the HTTP request only when asked for.
  if (root === "body") return request.body;
  if (root === "query") return request.query;
  if (root === "headers") return request.headers;
  if (root === "context") return request.context;
  return root === "method" ? request.method : undefined;
}

/** A number as a form or query string writes it, or undefined. */
export function numberIn(text: string): number | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The ids in a body's value: one, a list, or a list's JSON text; without empty and repeated ones. */
export function idsIn(value: unknown): string[] {
  const ids: string[] = [];
  for (const entry of entriesOf(value)) {
    const id = plainText(entry);
    if (id !== "" && !ids.includes(id)) ids.push(id);
  }
  return ids;
}

/** A list's entries; nothing has none, anything else is its own only one. */
export function listIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Text of a scalar; lists and objects have none. */
export function plainText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

function entriesOf(value: unknown): readonly unknown[] {
  if (typeof value === "string" && value.includes("[")) {
    try {
      const list: unknown = JSON.parse(value);
      if (Array.isArray(list)) return list;
    } catch {
      // No JSON: an id of its own.
    }
  }
  return listIn(value);
}
