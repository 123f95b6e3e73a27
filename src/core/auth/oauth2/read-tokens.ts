import { isObject, type JsonObject } from "../../json.ts";
import { parseJsonExactly } from "./parse-json-exactly.ts";
import type { ProviderTokens } from "./provider.ts";

/** The token endpoint said no (RFC 6749 section 5.2), or nothing of use. */
export class TokenRefusal extends Error {
  /** Such as `invalid_grant`; empty when it gave none. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "TokenRefusal";
    this.code = code;
  }
}

const maxExpiry = 2 ** 31 - 1;

/**
 * Reads a token endpoint's answer (RFC 6749 section 5.1), more leniently than oauth4webapi, which would turn away whole
 * services: GitHub reports errors with status 200, Facebook once answered forms, others send `expires_in` as text, `scope`
 * as a list, no `token_type`, or an ID token of an issuer that is not known beforehand (who uses it, validates it).
 *
 * @throws {TokenRefusal}
 */
export async function readTokens(response: Response): Promise<ProviderTokens> {
  const raw = parseAnswer(response, await response.text());
  const code = errorCode(raw);
  if (!response.ok || code !== "") {
    throw new TokenRefusal(code, describeRefusal(response, raw, code));
  }
  const accessToken = textOf(raw["access_token"]);
  if (accessToken === "") {
    throw new TokenRefusal("", "the provider's answer has no access token");
  }
  return {
    accessToken,
    refreshToken: textOf(raw["refresh_token"]),
    expiry: expiryOf(raw["expires_in"]),
    raw,
  };
}

function parseAnswer({ headers, status }: Response, text: string): JsonObject {
  const type = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  const isForm =
    /^(application\/x-www-form-urlencoded|text\/plain)$/i.test(type) &&
    !text.trimStart().startsWith("{");
  if (isForm) return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed = parseJsonExactly(text);
    if (isObject(parsed)) return parsed as JsonObject;
  } catch {
    // Pages of HTML, mostly: the status says more.
  }
  throw new TokenRefusal("", `the provider answered ${status} and no tokens`);
}

/** Facebook's errors are objects. */
function errorCode({ error }: JsonObject): string {
  if (isObject(error)) return textOf(error["type"]) || "error";
  return textOf(error);
}

/** What a person needs to find out why, without anything that was secret. */
function describeRefusal(
  { status }: Response,
  raw: JsonObject,
  code: string,
): string {
  const { error } = raw;
  const description = isObject(error)
    ? textOf(error["message"])
    : textOf(raw["error_description"]);
  return `the provider answered ${[status, code, description]
    .filter((part) => part !== "")
    .join(" ")
    .slice(0, 500)}`;
}

function expiryOf(seconds: unknown): Date | undefined {
  const count = Math.trunc(Number(seconds ?? 0));
  return count > 0
    ? new Date(Date.now() + Math.min(count, maxExpiry) * 1000)
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
