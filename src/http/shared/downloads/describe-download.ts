import { extname } from "node:path";

/** Types that browsers may show. Any other is only saved: a page or an SVG could act in the name of the site. */
const shown: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpg",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/x-icon",
  "image/bmp",
  "video/webm",
  "video/mp4",
  "video/3gpp",
  "video/quicktime",
  "video/x-ms-wmv",
  "audio/basic",
  "audio/aiff",
  "audio/mpeg",
  "audio/midi",
  "audio/mp3",
  "audio/wave",
  "audio/wav",
  "audio/x-wav",
  "audio/x-mpeg",
  "audio/x-m4a",
  "audio/aac",
  "application/pdf",
  "application/x-pdf",
]);

/** Types that contents alone do not tell, by extension; without the right one, pages cannot use the files. */
const typesByExtension: ReadonlyMap<string, string> = new Map([
  [".svg", "image/svg+xml"],
  [".css", "text/css"],
  [".js", "text/javascript"],
  [".mjs", "text/javascript"],
  [
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ],
  [
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ],
  [
    ".pptx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  ],
]);

/**
 * The headers that say what a file is and what a browser may do with it, as upstream sends them.
 *
 * @param contentType what it was stored as
 * @param forSaving   never shown, whatever it is
 */
export function describeDownload(
  {
    name,
    contentType,
  }: { readonly name: string; readonly contentType: string },
  forSaving: boolean,
): Readonly<Record<string, string>> {
  const disposition =
    !forSaving && shown.has(contentType) ? "inline" : "attachment";
  return {
    "Content-Type": typesByExtension.get(extname(name)) ?? contentType,
    "Content-Disposition": `${disposition}; ${fileNameParameter(name)}`,
    "Content-Security-Policy":
      "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  };
}

/** The name, for names that are no token with an encoded one beside (RFC 6266, section 4.3; RFC 8187). */
function fileNameParameter(name: string): string {
  if (/^[\w.!#$%&'*+^`|~-]+$/.test(name)) return `filename=${name}`;
  const plain = name.replace(/[^ -~]|["\\]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
