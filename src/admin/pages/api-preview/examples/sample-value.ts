import {
  placeholders,
  type PreviewContext,
  type PreviewField,
} from "./preview-context.ts";
import { ownFile, sampleFile } from "./sample-file.ts";

/** An ordinary moment. */
export const sampleDate = "2026-01-31 10:30:00.000Z";

/**
 * A value that the field takes, or a list of them; undefined if there is none to be sure of, and the field does without.
 */
export function sampleValue(
  field: PreviewField,
  { related }: Pick<PreviewContext, "related">,
): unknown {
  switch (field.type) {
    case "text":
      return sampleText(field);
    case "password":
      return "a-long-password";
    case "editor":
      return "<p>Hello</p>";
    case "number":
      return sampleNumber(field);
    case "bool":
      return true;
    case "email":
      return `someone@${domainFor(field)}`;
    case "url":
      return `https://${domainFor(field)}`;
    case "date":
      return dateFor(field);
    case "select":
      return listOrOne(field, (field.values ?? []).slice(0, 2));
    case "json":
      return { hello: "world" };
    case "geoPoint":
      return { lon: 13.4, lat: 52.52 };
    case "relation":
      return relationFor(field, related);
    case "file":
      return fileFor(field);
    default:
      return undefined;
  }
}

/** Whether the field holds a list. */
export function holdsList({ type, maxSelect = 1 }: PreviewField): boolean {
  return ["select", "file", "relation"].includes(type) && maxSelect > 1;
}

/** Texts that fit patterns which people write: names, slugs, codes, digits, colours, phone numbers, dates, versions. */
const candidates = [
  "hello",
  "Hello",
  "HELLO",
  "hello-world",
  "hello_world",
  "Hello world",
  "HELLO-1",
  "A1",
  "12345",
  "1234567890",
  "a1b2c3",
  "#aabbcc",
  "+491234567890",
  "2026-01-31",
  "10:30",
  "1.0.0",
  "en",
  "en-US",
  "DE",
  "EUR",
  "0123456789abcde",
  "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
];

function sampleText(field: PreviewField): string | undefined {
  const { pattern = "", autogeneratePattern = "" } = field;
  // The server makes one.
  if (autogeneratePattern !== "") return undefined;
  const min = Number(field.min ?? 0);
  const max = Number(field.max ?? 0) || 5000;
  if (pattern === "") {
    const text = "Hello ".repeat(Math.ceil(min / 6) || 1);
    return text.slice(0, Math.min(Math.max(min, 5), max));
  }
  const fitting = candidates.find(
    (text) => text.length >= min && text.length <= max && fits(text, pattern),
  );
  return fitting ?? (field.required === true ? "TEXT" : undefined);
}

function fits(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    // The server's expressions are others in places.
    return false;
  }
}

function sampleNumber({ min, max, onlyInt, required }: PreviewField): number {
  const least = typeof min === "number" ? min : -Infinity;
  const most = typeof max === "number" ? max : Infinity;
  const whole = [42, 1, Math.ceil(least), Math.floor(most)];
  const wanted =
    onlyInt === true ? whole : [...whole, least, (least + most) / 2];
  return (
    wanted.find(
      (number) =>
        Number.isFinite(number) &&
        number >= least &&
        number <= most &&
        !(required === true && number === 0),
    ) ?? 0
  );
}

function domainFor({ onlyDomains, exceptDomains }: PreviewField): string {
  const [only] = onlyDomains ?? [];
  const usual = ["example.com", "example.org", "example.net"];
  return (
    only ??
    usual.find((domain) => exceptDomains?.includes(domain) !== true) ??
    "example.com"
  );
}

function dateFor({ min, max }: PreviewField): string {
  if (typeof min === "string" && min !== "" && min > sampleDate) return min;
  if (typeof max === "string" && max !== "" && max < sampleDate) return max;
  return sampleDate;
}

function relationFor(
  field: PreviewField,
  related: PreviewContext["related"],
): unknown {
  const { collectionId = "", minSelect = 0, maxSelect = 1, required } = field;
  const known = related[collectionId] ?? [];
  const least = Math.max(minSelect, required === true ? 1 : 0);
  const wanted = Math.max(least, Math.min(known.length, maxSelect, 2));
  if (wanted === 0) return undefined;
  const ids = Array.from(
    { length: wanted },
    (_, index) => known[index] ?? placeholders.relatedId,
  );
  return listOrOne(field, ids);
}

function fileFor(field: PreviewField): unknown {
  const file = sampleFile(field);
  if (file !== undefined) return listOrOne(field, [file]);
  return field.required === true
    ? listOrOne(field, [ownFile(field)])
    : undefined;
}

function listOrOne(field: PreviewField, values: readonly unknown[]): unknown {
  if (values.length === 0) return undefined;
  return holdsList(field) ? values.slice(0, field.maxSelect) : values[0];
}
