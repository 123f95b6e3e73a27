import { randomLowercase } from "../../collections/random-text.ts";

/** Bytes of a client's name that are looked at, from its end. */
const mostBytes = 300;
const longestName = 100;
const longestExtension = 20;

/** What PocketBase calls the file beside each file. */
const reserved = /\.attrs$/i;

/**
 * The name under which a file is stored: letters, digits and `_` of what the client called it, a random part, and its
 * extension (two of them, for `.tar.gz`). Of paths, control characters and leading dots nothing is left.
 *
 * @param guessed the extension that the contents suggest, with its dot, for a name without one
 */
export function storedName(originalName: string, guessed: string): string {
  const name = Buffer.from(originalName).subarray(-mostBytes).toString();
  const given = extensionOf(name);
  const stem = snakeCase(name.slice(0, name.length - given.length));
  const start =
    stem.length < 3 ? stem + randomLowercase(10) : stem.slice(0, longestName);
  const extension = cut(cleanExtension(given) || guessed).replace(
    reserved,
    ".attr",
  );
  return `${start}_${randomLowercase(10)}${extension}`;
}

/** The last two dots and what follows, or the last one. */
function extensionOf(name: string): string {
  const last = name.lastIndexOf(".");
  if (last === -1) return "";
  const second = last === 0 ? -1 : name.lastIndexOf(".", last - 1);
  return name.slice(second === -1 ? last : second);
}

function cleanExtension(extension: string): string {
  const clean = trimDots(extension.replaceAll(/[^\w.*\-+=#]+/g, ""));
  return clean === "" ? "" : `.${clean}`;
}

function cut(extension: string): string {
  return extension.length <= longestExtension
    ? extension
    : `.${trimDots(extension.slice(-longestExtension))}`;
}

function trimDots(text: string): string {
  return text.replaceAll(/^\.+|\.+$/g, "");
}

/** `myTestDB.v2 final` is `my_test_db_v2_final`. */
function snakeCase(text: string): string {
  return text
    .split(/[\W_]+/)
    .filter((word) => word !== "")
    .map((word) => word.replaceAll(/(?<=[^A-Z])[A-Z]/g, "_$&"))
    .join("_")
    .toLowerCase();
}
