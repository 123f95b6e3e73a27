import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import type { FilterCompletion } from "./filter-completion.ts";
import {
  canHoldList,
  type FilterCollection,
  type FilterField,
  findCollection,
  holdsList,
  type RecordScope,
} from "./filter-scope.ts";
import { fieldAt, hopFrom, type Place, placeBehind } from "./follow-path.ts";
import { headerNames, loginNames, type ModifierName } from "./vocabulary.ts";

const words = codeText.completion;
const maxHops = 6;

/** The names that can stand behind these parts of a path. */
export function completePath(
  scope: RecordScope,
  parts: readonly string[],
): readonly FilterCompletion[] {
  const place = placeBehind(scope, parts);
  if (place === undefined) return [];
  switch (place.kind) {
    case "records":
      return unique(completeRecords(scope, place));
    case "document":
      return place.field.type === "geoPoint"
        ? ["lon", "lat"].map((label) => ({
            label,
            kind: "field",
            detail: "number",
          }))
        : [];
    case "request":
      return completeRequest(place.part);
    case "collections":
      return scope.collections
        .filter(({ system }) => !system)
        .map(({ name }) => ({
          label: name,
          kind: "collection",
          detail: words.collection,
          insert: `${name}.`,
          goesOn: true,
        }));
    default:
      return [];
  }
}

function completeRequest(
  part: Extract<Place, { readonly kind: "request" }>["part"],
): readonly FilterCompletion[] {
  if (part === "query") return [];
  if (part === "headers") {
    return headerNames.map((label) => ({ label, kind: "request" }));
  }
  return Object.entries(words.request).map(([label, detail]) => {
    const goesOn = label !== "method" && label !== "context";
    return {
      label,
      kind: "request",
      detail,
      insert: goesOn ? `${label}.` : label,
      goesOn,
    };
  });
}

function completeRecords(
  scope: RecordScope,
  place: Extract<Place, { readonly kind: "records" }>,
): readonly FilterCompletion[] {
  const { collections, origin, depth } = place;
  if (depth > maxHops) return [];
  const isLogin = origin === "login" && depth === 0;
  const isBody = origin === "body" && depth === 0;
  return [
    ...collections.flatMap((collection) =>
      completeFields(scope, collection, isBody),
    ),
    ...(isLogin
      ? loginNames.map((label) => ({
          label,
          kind: "request" as const,
          detail: words.login[label],
        }))
      : []),
    // A body is what was sent: nothing points at it.
    ...(isBody || depth === maxHops
      ? []
      : collections.flatMap((collection) => completeBack(scope, collection))),
  ];
}

function completeFields(
  scope: RecordScope,
  collection: FilterCollection,
  isBody: boolean,
): readonly FilterCompletion[] {
  const fields = comparableFields(collection);
  const variants = fields.flatMap((field) => [
    ...(field.type === "geoPoint"
      ? ["lon", "lat"].map((key) => ({
          label: `${field.name}.${key}`,
          kind: "field" as const,
          detail: "number",
          rank: -1,
        }))
      : []),
    ...modifiersOf(field, isBody)
      .filter((modifier) => modifier !== "lower")
      .map((modifier) => ({
        label: `${field.name}:${modifier}`,
        kind: "modifier" as const,
        detail: words.modifiers[modifier],
        rank: -2,
      })),
  ]);
  return [
    ...fields.map((field) => ({
      label: field.name,
      kind:
        field.type === "relation" ? ("relation" as const) : ("field" as const),
      detail: describeField(scope, field),
    })),
    ...variants,
  ];
}

/** Without passwords: of these there are only hashes, and keys of tokens are no better. */
function comparableFields({
  type,
  fields,
}: FilterCollection): readonly FilterField[] {
  return fields.filter(
    (field) =>
      field.type !== "password" &&
      !(type === "auth" && field.name === "tokenKey"),
  );
}

function describeField(scope: RecordScope, field: FilterField): string {
  if (field.type === "relation") {
    const target = findCollection(scope, field.collectionId ?? "");
    const text = holdsList(field) ? words.relations : words.relation;
    if (target !== undefined) return fill(text, { collection: target.name });
  }
  return field.hidden === true
    ? fill(words.hidden, { type: field.type })
    : field.type;
}

function completeBack(
  scope: RecordScope,
  to: FilterCollection,
): readonly FilterCompletion[] {
  const own = scope.collection;
  const others = scope.collections.filter(({ id }) => id !== own.id);
  return [own, ...others].flatMap(({ name, fields }) =>
    fields
      .filter(
        (field) => field.type === "relation" && field.collectionId === to.id,
      )
      .map((field) => ({
        label: `${name}_via_${field.name}`,
        kind: "back" as const,
        detail: fill(words.back, { collection: name }),
        insert: `${name}_via_${field.name}.`,
        goesOn: true,
        rank: -3,
      })),
  );
}

/** Fields of the records that the collection's own relations lead to, by their whole paths. */
export function completeRelated(
  scope: RecordScope,
): readonly FilterCompletion[] {
  return comparableFields(scope.collection).flatMap((relation) => {
    const hop = hopFrom(scope, scope.collection, relation.name);
    if (hop?.kind !== "records") return [];
    return comparableFields(hop.collection).map((field) => ({
      label: `${relation.name}.${field.name}`,
      kind:
        field.type === "relation" ? ("relation" as const) : ("field" as const),
      detail: describeField(scope, field),
      rank: -4,
    }));
  });
}

/** The modifiers that do something to what the path leads to. */
export function completeModifiers(
  scope: RecordScope,
  path: string,
): readonly FilterCompletion[] {
  const isBody = /^@request\.body\.\w+$/.test(path);
  const isRequest = /^@request\.(?:body|query|headers)\./.test(path);
  const field = fieldAt(scope, path)?.field;
  const names: readonly ModifierName[] =
    field === undefined
      ? isRequest
        ? ["isset", "lower"]
        : []
      : modifiersOf(field, isBody);
  return names.map((label) => ({
    label,
    kind: "modifier",
    detail: words.modifiers[label],
  }));
}

function modifiersOf(field: FilterField, isBody: boolean): ModifierName[] {
  return [
    ...(isBody ? (["isset", "changed"] as const) : []),
    ...(holdsList(field) ? (["each", "length"] as const) : []),
    ...(isWritten(field) ? (["lower"] as const) : []),
  ];
}

/** Whether there can be letters in it. */
function isWritten(field: FilterField): boolean {
  if (canHoldList(field)) return !holdsList(field);
  return ["text", "editor", "email", "url", "json"].includes(field.type);
}

function unique(
  completions: readonly FilterCompletion[],
): readonly FilterCompletion[] {
  const labels = new Set<string>();
  return completions.filter(({ label }) => {
    if (labels.has(label)) return false;
    labels.add(label);
    return true;
  });
}
