import type { FieldOption } from "../../../../components/fields/option.tsx";
import { collectionsText } from "../../../../text/collections.ts";

const { presets } = collectionsText.options;

/** Media types that the server tells by a file's content, with what the names of such files end in. */
const known: readonly (readonly [type: string, endings: string])[] = [
  ["image/jpeg", "jpg jpeg"],
  ["image/png", "png"],
  ["image/svg+xml", "svg"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["image/avif", "avif"],
  ["image/heic", "heic"],
  ["image/heif", "heif"],
  ["image/bmp", "bmp"],
  ["image/tiff", "tif tiff"],
  ["image/x-icon", "ico"],
  ["image/jxl", "jxl"],
  ["image/jp2", "jp2"],
  ["image/vnd.adobe.photoshop", "psd"],
  ["image/vnd.djvu", "djvu"],
  ["image/vnd.dwg", "dwg"],
  ["image/vnd.radiance", "hdr"],
  ["image/x-xcf", "xcf"],
  ["application/pdf", "pdf"],
  ["application/msword", "doc"],
  [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docx",
  ],
  ["application/vnd.ms-excel", "xls"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/vnd.ms-powerpoint", "ppt"],
  [
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pptx",
  ],
  ["application/vnd.ms-outlook", "msg"],
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
  ["application/vnd.oasis.opendocument.presentation", "odp"],
  ["application/vnd.oasis.opendocument.graphics", "odg"],
  ["application/vnd.oasis.opendocument.formula", "odf"],
  ["application/epub+zip", "epub"],
  ["application/postscript", "ps eps"],
  ["text/plain", "txt"],
  ["text/html", "html"],
  ["text/xml", "xml"],
  ["text/csv", "csv"],
  ["text/tab-separated-values", "tsv"],
  ["text/rtf", "rtf"],
  ["text/calendar", "ics"],
  ["text/vcard", "vcf"],
  ["text/vtt", "vtt"],
  ["text/javascript", "js"],
  ["application/json", "json"],
  ["application/geo+json", "geojson"],
  ["application/x-ndjson", "ndjson"],
  ["application/gpx+xml", "gpx"],
  ["application/vnd.google-earth.kml+xml", "kml"],
  ["application/x-subrip", "srt"],
  ["audio/mpeg", "mp3"],
  ["audio/mp4", "mp4 m4a"],
  ["audio/x-m4a", "m4a"],
  ["audio/aac", "aac"],
  ["audio/flac", "flac"],
  ["audio/ogg", "oga"],
  ["audio/wav", "wav"],
  ["audio/aiff", "aiff"],
  ["audio/midi", "mid midi"],
  ["audio/amr", "amr"],
  ["audio/ape", "ape"],
  ["audio/musepack", "mpc"],
  ["video/mp4", "mp4"],
  ["video/webm", "webm"],
  ["video/mpeg", "mpeg"],
  ["video/quicktime", "mov"],
  ["video/x-m4v", "m4v"],
  ["video/x-matroska", "mkv"],
  ["video/x-msvideo", "avi"],
  ["video/x-flv", "flv"],
  ["video/x-ms-asf", "asf wmv"],
  ["video/ogg", "ogv"],
  ["video/3gpp", "3gp"],
  ["video/3gpp2", "3g2"],
  ["application/ogg", "ogg"],
  ["application/zip", "zip"],
  ["application/x-7z-compressed", "7z"],
  ["application/x-rar-compressed", "rar"],
  ["application/x-tar", "tar"],
  ["application/gzip", "gz"],
  ["application/x-bzip2", "bz2"],
  ["application/x-xz", "xz"],
  ["application/zstd", "zst"],
  ["application/jar", "jar"],
  ["application/vnd.android.package-archive", "apk"],
  ["application/vnd.debian.binary-package", "deb"],
  ["application/x-rpm", "rpm"],
  ["application/vnd.microsoft.portable-executable", "exe"],
  ["application/x-ms-installer", "msi"],
  ["application/wasm", "wasm"],
  ["application/vnd.sqlite3", "sqlite"],
  ["application/x-parquet", "parquet"],
  ["font/ttf", "ttf"],
  ["font/otf", "otf"],
  ["font/woff", "woff"],
  ["font/woff2", "woff2"],
  ["model/gltf-binary", "glb"],
  ["application/octet-stream", ""],
];

/** What a file field can be limited to. */
export const mimeTypes: readonly FieldOption[] = known.map(
  ([type, endings]) => ({
    value: type,
    label: type,
    ...(endings !== "" && { hint: endings.replaceAll(" ", ", ") }),
  }),
);

/** Groups of types that are often wanted together. */
export const mimePresets: readonly {
  readonly label: string;
  readonly hint?: string;
  readonly types: readonly string[];
}[] = [
  { ...presets.images, types: typesOf("jpg", "png", "svg", "gif", "webp") },
  {
    ...presets.documents,
    types: typesOf("pdf", "doc", "docx", "xls", "xlsx"),
  },
  { ...presets.videos, types: typesOf("mp4", "mpeg", "avi", "mov", "3gp") },
  { ...presets.archives, types: typesOf("zip", "7z", "rar") },
  { ...presets.none, types: [] },
];

/** The types of files with these endings. */
function typesOf(...wanted: readonly string[]): readonly string[] {
  return known
    .filter(
      ([type, endings]) =>
        !type.startsWith("audio/") &&
        endings.split(" ").some((ending) => wanted.includes(ending)),
    )
    .map(([type]) => type);
}
