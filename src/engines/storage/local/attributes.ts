/**
 * What is noted of a file in `NAME.attrs` beside it, as the Go Cloud Development Kit lays it down and PocketBase reads and
 * writes it.
 */
export interface Attributes {
  readonly contentType: string;
  /** In hexadecimal digits. */
  readonly md5?: string;
}

/** No key may end so. */
export const attributesSuffix = ".attrs";

/** The text of an `.attrs` file, byte for byte as PocketBase writes it. */
export function formatAttributes(contentType: string, md5: Uint8Array): string {
  const json = JSON.stringify({
    "user.cache_control": "",
    "user.content_disposition": "",
    "user.content_encoding": "",
    "user.content_language": "",
    "user.content_type": contentType,
    "user.metadata": null,
    md5: Buffer.from(md5).toString("base64"),
  });
  // Go's encoder escapes these three, and ends with a line break.
  const escaped = json.replaceAll(
    /[<>&]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
  return `${escaped}\n`;
}

/** Undefined when the text is no such JSON, or has no content type. */
export function parseAttributes(text: string): Attributes | undefined {
  const json = parseObject(text);
  const contentType = json["user.content_type"];
  if (typeof contentType !== "string" || !isHeaderText(contentType)) {
    return undefined;
  }
  const md5 =
    typeof json["md5"] === "string"
      ? Buffer.from(json["md5"], "base64").toString("hex")
      : "";
  return md5.length === 32 ? { contentType, md5 } : { contentType };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? { ...json } : {};
  } catch (error) {
    // A crash or a full disk may have cut it off.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** It is sent as a header: a line break in it must not end that. */
function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}
