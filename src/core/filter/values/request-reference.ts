import type { Collection } from "../../collections/collection.ts";
import type { Field, RelationField } from "../../collections/fields/field.ts";
import { Invalid } from "../../errors.ts";
import type { RequestInfo, Viewer } from "../../request.ts";
import { canHoldList } from "../field-kinds.ts";
import { macroValue } from "./macros.ts";
import { splitModifier } from "./modifiers.ts";
import { fails, holds, nothing, type Reading, readingOf } from "./reading.ts";
import {
  idsIn,
  listIn,
  numberIn,
  plainText,
  requestValue,
} from "./request-path.ts";

/** How a path that is no field takes part in SQL, and how to read it of a request. */
export type RequestReference =
  /** A value to bind, in lower case if asked for. */
  | (Reader & { readonly kind: "value"; readonly isLower: boolean })
  /** `:isset`: true or false. */
  | (Reader & { readonly kind: "isSet" })
  /** `:changed`: the field's new value, or `f` when there is none in the body. */
  | (Reader & { readonly kind: "changed"; readonly field: Field })
  /** `:each`: the entries of a body's list, as JSON text. */
  | (Reader & { readonly kind: "entries"; readonly field: Field })
  /** A path through a relation of the body: its id, or the JSON text of several. */
  | (Reader & {
      readonly kind: "bodyRelation";
      readonly field: RelationField;
      readonly rest: readonly string[];
    })
  /** A path into the viewer's own record: its id. */
  | (Reader & {
      readonly kind: "viewer";
      readonly collection: Collection;
      readonly rest: readonly string[];
    });

interface Reader {
  read(request: RequestInfo, now: Date): Reading;
}

/** Fields of the viewer that are known without asking the database. */
const plainViewerFields = new Set([
  "id",
  "collectionId",
  "collectionName",
  "email",
  "emailVisibility",
  "verified",
]);

const allowed =
  /^@request\.(?:context|method|(?:auth|body|query|headers)\.[\w.:]*\w)$/;

/**
 * Looks at a macro or a `@request` path of a rule of `base`, judged for viewers of one collection (undefined for
 * guests).
 * @throws {Invalid} there is no such path, or its modifier does not fit
 */
export function referTo(
  path: string,
  base: Collection,
  viewers: Collection | undefined,
): RequestReference {
  if (!path.startsWith("@request.")) {
    return valueReader((_, now) => readingOf(macroValue(path, now)));
  }
  if (!allowed.test(path)) throw new Invalid(`Unknown field "${path}".`);

  const [, root = "", ...keys] = path.split(".");
  if (root === "auth") return referToViewer(keys, viewers);
  if (root === "body") return referToBody(path, keys, base);
  return referToPlain(path, [root, ...keys], base);
}

function referToViewer(
  keys: readonly string[],
  viewers: Collection | undefined,
): RequestReference {
  const [name = ""] = keys;
  if (viewers === undefined) return valueReader(() => nothing);
  if (keys.length === 1 && plainViewerFields.has(name)) {
    return valueReader(({ viewer }) => readingOf(viewerField(viewer, name)));
  }
  return {
    kind: "viewer",
    collection: viewers,
    rest: keys,
    read: ({ viewer }) => readingOf(viewerField(viewer, "id")),
  };
}

function viewerField(viewer: Viewer, name: string): unknown {
  const record = viewer.kind === "guest" ? undefined : viewer.record;
  switch (name) {
    case "id":
      return record?.id;
    case "collectionId":
      return record?.collection.id;
    case "collectionName":
      return record?.collection.name;
    default:
      return record?.values[name];
  }
}

function referToBody(
  path: string,
  keys: readonly string[],
  base: Collection,
): RequestReference {
  const [first = "", ...rest] = keys;
  const { name, modifier } = splitModifier(first);
  const field = base.field.get(name);
  if (field === undefined) return referToPlain(path, ["body", ...keys], base);

  if (rest.length > 0) {
    if (field.type !== "relation") {
      return referToPlain(path, ["body", ...keys], base);
    }
    return {
      kind: "bodyRelation",
      field,
      rest,
      read: ({ body }) => readIds(idsIn(body[name])),
    };
  }

  const plain = plainReader(["body", name], base);
  if (modifier === "each") {
    refuseSingle(path, field);
    return {
      kind: "entries",
      field,
      read: ({ body }) => readingOf(JSON.stringify(listIn(body[name]))),
    };
  }
  if (modifier === "length") {
    refuseSingle(path, field);
    return valueReader(({ body }) => readingOf(listIn(body[name]).length));
  }
  if (modifier === "lower") {
    return valueReader(({ body }) => readingOf(plainText(body[name])), true);
  }
  if (modifier === "changed") {
    return {
      kind: "changed",
      field,
      read: (request) =>
        Object.hasOwn(request.body, name) ? plain(request) : fails,
    };
  }
  return referToPlain(path, ["body", ...keys], base);
}

function refuseSingle(path: string, field: Field): void {
  if (canHoldList(field)) return;
  throw new Invalid(
    `"${path}" asks for a list, and "${field.name}" holds none.`,
  );
}

function readIds(ids: readonly string[]): Reading {
  const [first] = ids;
  if (first === undefined) return nothing;
  if (ids.length === 1) return readingOf(first);
  return { state: "+", value: JSON.stringify(ids) };
}

function referToPlain(
  path: string,
  keys: readonly string[],
  base: Collection,
): RequestReference {
  const { name, modifier } = splitModifier(keys.at(-1) ?? "");
  const bare = [...keys.slice(0, -1), name];
  if (modifier === undefined || modifier === "lower") {
    return valueReader(plainReader(bare, base), modifier === "lower");
  }
  if (modifier === "isset") {
    return {
      kind: "isSet",
      read: (request) =>
        requestValue(request, bare) === undefined ? fails : holds,
    };
  }
  throw new Invalid(`":${modifier}" does not fit in "${path}".`);
}

/** Reads a value as it is, except that text which a field of this name would hold as a number becomes one (forms and queries have only text). */
function plainReader(
  path: readonly string[],
  base: Collection,
): (request: RequestInfo) => Reading {
  const isNumber = base.field.get(path.at(-1) ?? "")?.type === "number";
  return (request) => {
    const value = requestValue(request, path);
    return readingOf(
      isNumber && typeof value === "string"
        ? (numberIn(value) ?? value)
        : value,
    );
  };
}

function valueReader(read: Reader["read"], isLower = false): RequestReference {
  return { kind: "value", isLower, read };
}
