import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/fields/field.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { parseFilter } from "./syntax/parse-filter.ts";
import { FilterSyntaxError } from "./syntax/syntax-error.ts";
import type { FilterNode, Operand, PathOperand } from "./syntax/tree.ts";

/** A place in a filter's text that names a collection, or a field of one. */
export interface Mention {
  readonly collection: Collection;
  /** Undefined where the collection is named itself. */
  readonly field: Field | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds every name of a collection or field in a filter or rule of `base`, through relations, back-relations and what is
 * known of the request. A path of the viewer may name a field of each auth collection that has one of the name. Text that
 * is no filter has none.
 */
export function findMentions(
  collections: CollectionLookup,
  base: Collection,
  text: string,
): readonly Mention[] {
  return pathsIn(text).flatMap((path) => mentionsOf(collections, base, path));
}

function pathsIn(text: string): readonly PathOperand[] {
  if (text.trim() === "") return [];
  try {
    return operandsOf(parseFilter(text)).flatMap(pathsOf);
  } catch (error) {
    if (error instanceof FilterSyntaxError) return [];
    throw error;
  }
}

function operandsOf(node: FilterNode): readonly Operand[] {
  return node.type === "comparison"
    ? [node.left, node.right]
    : node.nodes.flatMap(operandsOf);
}

function pathsOf(operand: Operand): readonly PathOperand[] {
  if (operand.type === "call") return operand.arguments.flatMap(pathsOf);
  return operand.type === "path" ? [operand] : [];
}

const named = /^@collection\.(\w+)(?::\w+)?\./;
const ofViewer = "@request.auth.";
const ofBody = "@request.body.";

function mentionsOf(
  collections: CollectionLookup,
  base: Collection,
  { path, start }: PathOperand,
): readonly Mention[] {
  const follow = (from: Collection, skipped: number): readonly Mention[] =>
    followPath(collections, from, path.slice(skipped), start + skipped);

  if (!path.startsWith("@")) return follow(base, 0);
  if (path.startsWith(ofBody)) return follow(base, ofBody.length);
  if (path.startsWith(ofViewer)) {
    return collections
      .all()
      .filter(({ type }) => type === "auth")
      .flatMap((viewers) => follow(viewers, ofViewer.length));
  }
  const [prefix = "", name = ""] = named.exec(path) ?? [];
  const collection = collections.find(name);
  if (collection === undefined) return [];
  const at = start + "@collection.".length;
  return [
    { collection, field: undefined, start: at, end: at + name.length },
    ...follow(collection, prefix.length),
  ];
}

const backRelation = /^(\w+)_via_(\w+)$/;

function followPath(
  collections: CollectionLookup,
  from: Collection,
  path: string,
  start: number,
): readonly Mention[] {
  const mentions: Mention[] = [];
  let collection: Collection | undefined = from;
  let at = start;
  for (const part of path.split(".")) {
    const [name = ""] = part.split(":");
    const field: Field | undefined = collection.field.get(name);
    if (field !== undefined) {
      mentions.push({ collection, field, start: at, end: at + name.length });
      if (field.type !== "relation") break;
      collection = collections.find(field.collectionId);
    } else {
      const [, other = "", via = ""] = backRelation.exec(name) ?? [];
      const target: Collection = collection;
      collection = collections.find(other);
      const back = collection?.field.get(via);
      if (collection === undefined || !pointsAt(back, target)) break;
      const end = at + other.length;
      mentions.push(
        { collection, field: undefined, start: at, end },
        {
          collection,
          field: back,
          start: end + "_via_".length,
          end: at + name.length,
        },
      );
    }
    if (collection === undefined) break;
    at += part.length + 1;
  }
  return mentions;
}

function pointsAt(field: Field | undefined, { id }: Collection): boolean {
  return field?.type === "relation" && field.collectionId === id;
}
