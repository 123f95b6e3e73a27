import { isObject } from "../json.ts";

/** What rules, filters and expands see as the request of a subscription. */
export interface SubscriptionOptions {
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names with `_` between words. */
  readonly headers: Readonly<Record<string, string>>;
  /** The same for equal options. */
  readonly key: string;
}

/** The part of a subscription that says what it is about: all before the `?`. */
export function topicOf(text: string): string {
  const end = text.indexOf("?");
  return end === -1 ? text : text.slice(0, end);
}

/**
 * Reads the options of a subscription such as `posts/*?options={"query":{"expand":"author"},"headers":{"X-Token":"1"}}`.
 * What makes no sense is left out.
 */
export function parseOptions(text: string): SubscriptionOptions {
  const raw = rawOptions(text);
  if (raw === "") return noOptions;
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw);
  } catch {
    return noOptions; // as upstream: nobody has ever been told
  }
  if (!isObject(parsed)) return noOptions;
  const query = textsOf(parsed["query"], (name) => name);
  const headers = textsOf(parsed["headers"], headerName);
  return { query, headers, key: JSON.stringify([query, headers]) };
}

const noTexts: Readonly<Record<string, string>> = Object.freeze(
  Object.create(null),
);
const noOptions: SubscriptionOptions = {
  query: noTexts,
  headers: noTexts,
  key: "",
};

function rawOptions(text: string): string {
  const [address = ""] = text.split("#", 1);
  const start = address.indexOf("?");
  if (start === -1) return "";
  return new URLSearchParams(address.slice(start + 1)).get("options") ?? "";
}

/** Without prototype, so that any name is only itself. */
function textsOf(
  value: unknown,
  nameOf: (name: string) => string,
): Readonly<Record<string, string>> {
  const texts: Record<string, string> = Object.create(null);
  if (!isObject(value)) return texts;
  for (const [name, entry] of Object.entries(value)) {
    texts[nameOf(name)] = plainText(entry);
  }
  return texts;
}

/** Lists and objects have no text. */
function plainText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

/** `X-Token` and `xToken` are `x_token`. */
function headerName(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.replace(/(?<=[^A-Z])(?=[A-Z])/g, "_"))
    .join("_")
    .toLowerCase();
}
