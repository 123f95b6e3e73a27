import type { JsonObject } from "../../../core/json.ts";
import { Refusal } from "../refusal.ts";
import { detectType } from "./detect-type.ts";
import { readText, toText } from "./read-values.ts";
import { toIsoTime } from "./times.ts";

type Body = Readonly<Record<string, unknown>>;

/** What an owner may say of a document, and what follows from it. */
export interface DocumentValues {
  readonly title?: string;
  readonly content?: string;
  readonly type?: string;
  readonly access?: string;
  readonly accesslevel?: string;
}

/** Reads a document that is to be made. @throws {Refusal} */
export function readNewDocument(body: Body): Required<DocumentValues> {
  const title = readText("title", body["title"]);
  return {
    title,
    ...readContent(body["content"]),
    access: readAccess(body["access"]),
    accesslevel: readAccessLevel(body["accesslevel"]),
  };
}

/** Reads what of a document is to change: what is not there stays. @throws {Refusal} */
export function readDocumentChanges(body: Body): DocumentValues {
  return {
    ...("title" in body && { title: readText("title", body["title"]) }),
    ...("content" in body && readContent(body["content"])),
    ...("access" in body && { access: readAccess(body["access"]) }),
    ...("accesslevel" in body && {
      accesslevel: readAccessLevel(body["accesslevel"]),
    }),
  };
}

/** Editors send what they hold as an object. */
function readContent(value: unknown): {
  readonly content: string;
  readonly type: string;
} {
  const content = typeof value === "object" ? asJson(value) : asText(value);
  return { content, type: detectType(content) };
}

function asJson(value: object | null): string {
  return value === null ? "" : JSON.stringify(value);
}

function asText(value: unknown): string {
  return value === undefined ? "" : toText(value);
}

/** Private unless its owner wants something else. */
function readAccess(value: unknown): string {
  return oneOf(
    value,
    ["private", "role", "public"],
    "Access can only be private, public or role",
  );
}

function readAccessLevel(value: unknown): string {
  return oneOf(
    value,
    ["view", "comment"],
    "Access level can only be view or comment",
  );
}

/** @param known the first is what nothing stands for */
function oneOf(
  value: unknown,
  known: readonly [string, ...string[]],
  message: string,
): string {
  if (value === undefined || value === null) return known[0];
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Refusal(400, message);
  return found;
}

/** What is wrong with a document's values, by the codes that the core gives. */
export const documentFaults = {
  title: (code: string) =>
    code === "validation_required"
      ? new Refusal(400, "Please provide a title")
      : new Refusal(400, "Please provide a title of at most 255 characters"),
  content: () => new Refusal(400, "The content is too long"),
};

/** A document as LibreDMS shows it by itself, from what the core shows of it. */
export function presentDocument(document: JsonObject): JsonObject {
  return {
    id: document["id"],
    title: document["title"],
    content: document["content"],
    access: document["access"],
    accesslevel: document["accesslevel"],
    type: document["type"],
    userId: document["userId"],
    userRole: Number(document["userRole"]),
    ...datesOf(document),
  };
}

/** A document as it stands in lists. */
export function presentListedDocument(document: JsonObject): JsonObject {
  return {
    id: document["id"],
    title: document["title"],
    type: document["type"],
    access: document["access"],
    ...datesOf(document),
  };
}

function datesOf({ created, updated }: JsonObject): JsonObject {
  return { createdAt: toIsoTime(created), updatedAt: toIsoTime(updated) };
}
