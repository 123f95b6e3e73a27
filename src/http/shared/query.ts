/** Query parameters or a urlencoded form: names and values in order of appearance, decoded. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * Splits `a=1&b=2`. A pair whose percent-encoding is broken is left out, as upstream does; bytes that are no UTF-8
 * become U+FFFD.
 *
 * @param onBroken called for each pair that is left out
 */
export function parsePairs(text: string, onBroken?: () => void): Pairs {
  const pairs: [string, string][] = [];
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decode(equals === -1 ? part : part.slice(0, equals));
    const value = decode(equals === -1 ? "" : part.slice(equals + 1));
    if (name === undefined || value === undefined) onBroken?.();
    else pairs.push([name, value]);
  }
  return pairs;
}

/** The first value of each query parameter of a URL. Without prototype, so that any name is only itself. */
export function parseQuery(url: string): Readonly<Record<string, string>> {
  const start = url.indexOf("?");
  if (start === -1) return noQuery;
  const end = url.indexOf("#", start);
  const text = url.slice(start + 1, end === -1 ? undefined : end);
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of parsePairs(text)) query[name] ??= value;
  return query;
}

const noQuery: Readonly<Record<string, string>> = Object.freeze(
  Object.create(null),
);

function decode(text: string): string | undefined {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return /%(?![0-9a-f]{2})/i.test(spaced) ? undefined : decodeBytes(spaced);
  }
}

/** Well-formed escapes that are no UTF-8: read byte by byte. */
function decodeBytes(text: string): string {
  const latin = Buffer.from(text, "utf8")
    .toString("latin1")
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(latin, "latin1").toString("utf8");
}
