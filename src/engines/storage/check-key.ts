/** Bytes; what S3 allows. */
const maxLength = 1024;

/**
 * Refuses keys that could lead anywhere but to one file of the storage.
 * @throws {RangeError}
 */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > maxLength) throw refusal(key, "it is too long");
  if (/[\p{Cc}\\]/u.test(key)) {
    throw refusal(key, "it has a backslash or a control character");
  }
  if (!key.isWellFormed()) throw refusal(key, "it is no Unicode text");
  for (const segment of key.split("/")) {
    if (segment === "" || segment === "." || segment === "..") {
      throw refusal(key, "a part of it is empty, . or ..");
    }
  }
}

/**
 * Refuses prefixes that are not empty and not the key of a folder with a `/` at its end.
 * @throws {RangeError}
 */
export function checkPrefix(prefix: string): void {
  if (prefix === "") return;
  if (!prefix.endsWith("/")) throw refusal(prefix, "it does not end with /");
  checkKey(prefix.slice(0, -1));
}

function refusal(key: string, reason: string): RangeError {
  return new RangeError(
    `${JSON.stringify(key.slice(0, 200))} cannot be a key of a file: ${reason}`,
  );
}
