import {
  type FilterCollection,
  type FilterField,
  findCollection,
  findField,
  holdsList,
  loginCollections,
  type RecordScope,
} from "./filter-scope.ts";

/** Where one part of a path leads. */
export type Hop =
  | {
      readonly kind: "records";
      readonly collection: FilterCollection;
      readonly field: FilterField;
      /** Whether the relation is the other collection's and points here. */
      readonly isBack: boolean;
    }
  | { readonly kind: "document"; readonly field: FilterField }
  /** A field that leads nowhere. */
  | { readonly kind: "end"; readonly field: FilterField };

const backRelation = /^(\w+)_via_(\w+)$/;

/** Where a part of a path leads from a collection; undefined if there is nothing of that name. */
export function hopFrom(
  scope: RecordScope,
  from: FilterCollection,
  part: string,
): Hop | undefined {
  const field = findField(from, part);
  if (field === undefined) return hopBackFrom(scope, from, part);
  if (field.type === "json" || field.type === "geoPoint") {
    return { kind: "document", field };
  }
  const collection =
    field.type === "relation"
      ? findCollection(scope, field.collectionId ?? "")
      : undefined;
  return collection === undefined
    ? { kind: "end", field }
    : { kind: "records", collection, field, isBack: false };
}

function hopBackFrom(
  scope: RecordScope,
  to: FilterCollection,
  part: string,
): Hop | undefined {
  const [, collectionName, fieldName] = backRelation.exec(part) ?? [];
  if (collectionName === undefined || fieldName === undefined) return undefined;
  const collection = findCollection(scope, collectionName);
  const field = collection && findField(collection, fieldName);
  return collection !== undefined &&
    field?.type === "relation" &&
    field.collectionId === to.id
    ? { kind: "records", collection, field, isBack: true }
    : undefined;
}

/** What a path stands on before its next part is written. */
export type Place =
  /** Records of any of these. */
  | {
      readonly kind: "records";
      readonly collections: readonly FilterCollection[];
      readonly origin: "own" | "login" | "body" | "other";
      /** How many parts the path has behind its beginning. */
      readonly depth: number;
    }
  | { readonly kind: "document"; readonly field: FilterField }
  | { readonly kind: "request"; readonly part: "" | "query" | "headers" }
  | { readonly kind: "collections" };

/** The place that the parts of a path lead to; undefined if there is none. */
export function placeBehind(
  scope: RecordScope,
  parts: readonly string[],
): Place | undefined {
  const [first, second, ...rest] = parts;
  if (first === "@request") {
    if (second === undefined) return { kind: "request", part: "" };
    if (second === "query" || second === "headers") {
      return { kind: "request", part: second };
    }
    if (second === "auth") {
      const collections = loginCollections(scope);
      return follow(scope, { origin: "login", collections }, rest);
    }
    if (second !== "body") return undefined;
    const collections = [scope.collection];
    return follow(scope, { origin: "body", collections }, rest);
  }
  if (first === "@collection") {
    if (second === undefined) return { kind: "collections" };
    const [name = ""] = second.split(":");
    const collection = findCollection(scope, name);
    if (collection === undefined) return undefined;
    return follow(scope, { origin: "other", collections: [collection] }, rest);
  }
  const collections = [scope.collection];
  return follow(scope, { origin: "own", collections }, parts);
}

function follow(
  scope: RecordScope,
  start: {
    readonly origin: Extract<Place, { kind: "records" }>["origin"];
    readonly collections: readonly FilterCollection[];
  },
  parts: readonly string[],
): Place | undefined {
  let { collections } = start;
  for (const part of parts) {
    const hops = collections.flatMap((one) => hopFrom(scope, one, part) ?? []);
    const document = hops.find(({ kind }) => kind === "document");
    if (document?.kind === "document") return document;
    collections = hops.flatMap((hop) =>
      hop.kind === "records" ? hop.collection : [],
    );
    if (collections.length === 0) return undefined;
  }
  return {
    kind: "records",
    collections,
    origin: start.origin,
    depth: parts.length,
  };
}

/** The field that a path ends in, and its modifier; undefined if it ends in none. */
export function fieldAt(
  scope: RecordScope,
  path: string,
):
  | { readonly field: FilterField; readonly modifier: string | undefined }
  | undefined {
  const parts = path.split(".");
  const [name = "", modifier] = (parts.pop() ?? "").split(":");
  const place = placeBehind(scope, parts);
  if (place?.kind !== "records") return undefined;
  const field = place.collections
    .map((collection) => findField(collection, name))
    .find((found) => found !== undefined);
  return field && { field, modifier };
}

/** The only texts that a path can be equal to, where they are known. */
export function choicesAt(
  scope: RecordScope,
  path: string,
): readonly string[] | undefined {
  const found = fieldAt(scope, path);
  if (found?.field.type !== "select") return undefined;
  const { field, modifier } = found;
  if (holdsList(field) ? modifier !== "each" : modifier !== undefined) {
    return undefined;
  }
  return field.values ?? undefined;
}
