import { isIPv6 } from "node:net";
import { RE2JS } from "re2js";
import { once } from "../../once.ts";
import { countBytes, countCharacters } from "./casting.ts";

/**
 * Whether the text is a URL. The same texts pass as in PocketBase, where the scheme may be missing, hosts may have underscores
 * and letters of all scripts, and at most 2,082 characters are read.
 */
export function isUrl(text: string): boolean {
  if (countBytes(text) <= 3 || countCharacters(text) >= 2083) return false;
  if (text.startsWith(".")) return false;
  const hasPortOnly = text.includes(":") && !text.includes("://");
  const parts = splitUrl(hasPortOnly ? `http://${text}` : text);
  if (parts === undefined || parts.host.startsWith(".")) return false;
  if (parts.host === "" && parts.path !== "" && !parts.path.includes(".")) {
    return false;
  }
  const match = shape().matcher(text);
  if (!match.find()) return false;
  const address = match.group("ipv6");
  return address === null || isIPv6(address);
}

/** The URL's host with its port, as it is written; empty when the URL has no scheme. */
export function hostOf(url: string): string {
  return splitUrl(url)?.host ?? "";
}

const alphanumeric = "[0-9A-Za-z]";
const letter = "[A-Za-z\\x{a1}-\\x{ffff}]";
const word = "[0-9A-Za-z\\x{a1}-\\x{ffff}]+";
const lowOctet = "(?:\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5])";
const firstOctet = "(?:[1-9]\\d?|1\\d\\d|2[01]\\d|22[0-3]|24\\d|25[0-5])";
const ipv4 = `${firstOctet}(?:\\.${lowOctet}){3}`;
/** Two or more characters, then more of them after dots or hyphens. */
const longLabels = `${alphanumeric}[0-9A-Za-z_-]*${alphanumeric}(?:[-.]${alphanumeric}+)*`;
/** Short labels too, if the last but one has two characters. */
const shortLabels = `(?:${alphanumeric}+[-_.])*${alphanumeric}{2,}\\.${alphanumeric}+`;
const lastLabels = `${word}(?:--?${word})*(?:\\.${letter}+)?`;
const name = `(?:www\\.|${longLabels}|${shortLabels})?${lastLabels}`;

// The parts of a name overlap in many ways, which only an engine of linear time may try.
const shape = once(() =>
  RE2JS.compile(
    `^(?:(?:ftp|tcp|udp|wss?|https?)://)?(?:\\S+@)?` +
      `(?:${ipv4}|\\[(?P<ipv6>[0-9A-Za-z:.%]+)\\]|${name})\\.?` +
      `(?::\\d{1,5})?(?:[/?#]\\S*)?$`,
  ),
);

interface UrlParts {
  readonly host: string;
  readonly path: string;
}

/** Splits by RFC 3986, section 3; undefined where a part has characters or escapes that it must not. */
function splitUrl(text: string): UrlParts | undefined {
  const [withoutFragment = "", fragment = ""] = splitAt(text, "#");
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\x00-\x1f\x7f]/.test(withoutFragment)) return undefined;
  if (!hasValidEscapes(fragment) || withoutFragment.startsWith(":")) {
    return undefined;
  }
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(withoutFragment)?.[0] ?? "";
  const [rest = ""] = splitAt(withoutFragment.slice(scheme.length), "?");
  if (rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"))) {
    const slash = rest.indexOf("/", 2);
    const authority = rest.slice(2, slash < 0 ? undefined : slash);
    const path = slash < 0 ? "" : rest.slice(slash);
    const host = hostIn(authority);
    return host === undefined || !hasValidEscapes(path)
      ? undefined
      : { host, path };
  }
  if (!rest.startsWith("/")) {
    if (scheme !== "") return { host: "", path: "" };
    if (rest.split("/", 1)[0]?.includes(":")) return undefined;
  }
  return hasValidEscapes(rest) ? { host: "", path: rest } : undefined;
}

function hostIn(authority: string): string | undefined {
  const at = authority.lastIndexOf("@");
  const user = authority.slice(0, Math.max(at, 0));
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) return undefined;
  if (!hasValidEscapes(user)) return undefined;
  const host = authority.slice(at + 1);
  const portAt = host.startsWith("[")
    ? host.lastIndexOf("]") + 1
    : host.includes(":")
      ? host.lastIndexOf(":")
      : host.length;
  if (!/^(?::\d*)?$/.test(host.slice(portAt))) return undefined;
  return /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]*$/.test(host) &&
    hasValidEscapes(host)
    ? host
    : undefined;
}

function hasValidEscapes(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

/** The text before and after the first separator. */
function splitAt(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
