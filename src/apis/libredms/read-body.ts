import { Invalid } from "../../core/errors.ts";
import { defaultBodyLimit } from "../../http/shared/body/body-limit.ts";
import { readBody as readAnyBody } from "../../http/shared/body/read-body.ts";
import { readText } from "../../http/shared/body/read-bytes.ts";
import { parsePairs } from "../../http/shared/query.ts";

/**
 * Reads a JSON or urlencoded body. What a form says is text, whatever it looks like: a password may be digits alone.
 *
 * @throws {TooLarge} @throws {Invalid} it is malformed, or of another content type
 */
export async function readBody(
  request: Request,
): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get("content-type")?.toLowerCase() ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return parseForm(await readText(request, defaultBodyLimit));
  }
  return (await readAnyBody(request, defaultBodyLimit)).values;
}

/** A name that repeats is a list. */
function parseForm(text: string): Readonly<Record<string, unknown>> {
  const values: Record<string, string | string[]> = Object.create(null);
  const pairs = parsePairs(text, () => {
    throw new Invalid("The form is malformed.");
  });
  for (const [name, value] of pairs) {
    const before = values[name];
    if (before === undefined) values[name] = value;
    else if (typeof before === "string") values[name] = [before, value];
    else before.push(value);
  }
  return values;
}
