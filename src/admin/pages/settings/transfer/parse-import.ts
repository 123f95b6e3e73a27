import { fill } from "../../../text/index.ts";
import { transferText } from "../../../text/transfer.ts";

const texts = transferText.import.problems;

/** A field of a collection that is to be imported. */
export type ImportedField = Readonly<Record<string, unknown>>;

/** A collection that is to be imported: what it says of itself besides is for the server to judge. */
export interface ImportedCollection {
  readonly name: string;
  /** Absent or empty: the collection of that name is meant. */
  readonly id?: string;
  readonly fields?: readonly ImportedField[];
  readonly indexes?: readonly string[];
  readonly [option: string]: unknown;
}

/** What a text is as an import: collections, or what keeps it from being one. */
export type ParsedImport =
  | { readonly collections: readonly ImportedCollection[] }
  | { readonly problems: readonly string[] };

/** Reads an import. */
export function parseImport(text: string): ParsedImport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [texts.notJson] };
  }
  if (!Array.isArray(value)) return { problems: [texts.notList] };
  if (value.length === 0) return { problems: [texts.empty] };
  const problems = value.flatMap((entry: unknown, at) => {
    const problem = problemOf(entry);
    return problem === undefined
      ? []
      : [fill(problem, { position: at + 1, name: nameOf(entry) })];
  });
  const collections = value as readonly ImportedCollection[];
  if (problems.length === 0) problems.push(...findTwice(collections));
  return problems.length > 0 ? { problems } : { collections };
}

function problemOf(entry: unknown): string | undefined {
  if (!isObject(entry)) return texts.notObject;
  if (nameOf(entry) === "") return texts.noName;
  // What newer servers do not know is left out: the collection would come without its fields.
  if (Array.isArray(entry["schema"]) && !("fields" in entry)) return texts.old;
  const { fields = [], id = "" } = entry;
  const isList =
    fields === null || (Array.isArray(fields) && fields.every(isObject));
  return isList && typeof id === "string" ? undefined : texts.noFields;
}

function findTwice(
  collections: readonly ImportedCollection[],
): readonly string[] {
  const seen = new Set<string>();
  return collections
    .filter(({ id, name }) => {
      const keys = [`name ${name.toLowerCase()}`, `id ${id ?? ""}`];
      const isKnown = keys.some((key) => key !== "id " && seen.has(key));
      for (const key of keys) seen.add(key);
      return isKnown;
    })
    .map(({ name }) => fill(texts.twice, { name }));
}

function nameOf(entry: unknown): string {
  const { name }: { readonly name?: unknown } = Object(entry);
  return typeof name === "string" ? name.trim() : "";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
