import type { CollectionField, CollectionModel } from "pocketbase";
import {
  ofEvery,
  relatedLabelNeeds,
  relatedLabelPaths,
} from "./record-labels.ts";
import { filterOf } from "./records-words.ts";

/** What of a collection's records a table shows, as the server is asked for it. */
export interface RecordsRequest {
  /** The id of the collection. */
  readonly collection: string;
  readonly filter: string;
  readonly sort: string;
  readonly fields: string;
  readonly expand: string;
}

/** Characters of a rich text that a table shows. */
const excerptLength = 200;

/** The newest first. A view has no such order; what it says itself holds. */
const newestFirst = "-@rowid";

/**
 * What to ask the server for.
 *
 * @param shown the fields that the table shows, which plain words are looked for in; in the collection's own order, so that
 *   another order of columns asks for nothing else
 * @param search `filter` is a filter or plain words, `sort` names fields as PocketBase's addresses do: `-created,title`
 */
export function recordsRequest(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
  shown: readonly CollectionField[],
  search: { readonly filter: string; readonly sort: string },
): RecordsRequest {
  const relations = shown.filter(({ type }) => type === "relation");
  const needs = relatedLabelNeeds(relations, collections);
  const fields = [...ofEvery, ...shown.map(fieldOf), ...needs.fields];
  if (collection.type === "auth") fields.push("emailVisibility", "verified");
  return {
    collection: collection.id,
    filter: filterOf(search.filter, searchPaths(shown, collections)),
    sort: sortOf(collection, collections, search.sort),
    fields: [...new Set(fields)].join(","),
    expand: needs.expand.join(","),
  };
}

/** A field that the records are sorted by, and which way. */
export interface SortKey {
  readonly name: string;
  readonly isDescending: boolean;
}

/** The sort of an address, as far as the collection has these fields. */
export function parseSort(
  { fields }: CollectionModel,
  sort: string,
): readonly SortKey[] {
  return sort.split(",").flatMap((text) => {
    const [, sign, name = ""] = /^\s*([+-]?)(\w+)\s*$/.exec(text) ?? [];
    return fields.some((field) => field.name === name && isSortable(field))
      ? [{ name, isDescending: sign === "-" }]
      : [];
  });
}

/** Whether the server can sort by it in a way that means something. */
export function isSortable({ type }: CollectionField): boolean {
  return type !== "password";
}

/** Whether records come newest first, so that new ones are at the top. */
export function isNewestFirst({ sort }: RecordsRequest): boolean {
  return sort === newestFirst;
}

function fieldOf({ name, type }: CollectionField): string {
  return type === "editor" ? `${name}:excerpt(${excerptLength},true)` : name;
}

function sortOf(
  collection: CollectionModel,
  collections: readonly CollectionModel[],
  sort: string,
): string {
  const keys = parseSort(collection, sort).flatMap(({ name, isDescending }) => {
    const sign = isDescending ? "-" : "";
    const field = collection.fields.find((one) => one.name === name);
    const labels =
      field === undefined ? [] : relatedLabelPaths(field, collections);
    return (labels.length > 0 ? labels : [name]).map((path) => sign + path);
  });
  if (keys.length > 0) return keys.join(",");
  return collection.type === "view" ? "" : newestFirst;
}

/** Where plain words are looked for. */
function searchPaths(
  shown: readonly CollectionField[],
  collections: readonly CollectionModel[],
): string[] {
  return shown.flatMap((field) => {
    if (field.type === "relation") {
      return [field.name, ...relatedLabelPaths(field, collections)];
    }
    return wordless.has(field.type) ? [] : [field.name];
  });
}

/** Types whose values hold no words. */
const wordless = new Set(["bool", "geoPoint", "password"]);
