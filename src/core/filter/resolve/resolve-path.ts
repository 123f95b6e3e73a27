import type { Collection } from "../../collections/collection.ts";
import { hasSingleColumnUniqueIndex } from "../../collections/indexes.ts";
import type { Field, RelationField } from "../../collections/fields/field.ts";
import { Invalid } from "../../errors.ts";
import { canHoldList, holdsList, holdsText } from "../field-kinds.ts";
import { splitModifier } from "../values/modifiers.ts";
import { PathWalk, type Step } from "./path-walk.ts";
import type { Origin, Resolution } from "./resolution.ts";
import {
  column,
  compare,
  type Condition,
  type Expression,
  nullOperand,
  type ResolvedOperand,
} from "./resolved.ts";

const maxHops = 6;
const backRelation = /^(\w+)_via_(\w+)$/;

/**
 * Resolves a path of field names from where the walk stands: through relations and back-relations to a field, or into
 * a JSON document. In a `@request` path what does not exist is null: one rule serves viewers of several collections.
 * @throws {Invalid}
 */
export function resolvePath(
  resolution: Resolution,
  origin: Origin,
  path: readonly string[],
  walk = new PathWalk(resolution, origin),
  missingIsNull = false,
): ResolvedOperand {
  const refusal = () =>
    new Invalid(`Unknown or not filterable field "${path.join(".")}".`);

  for (const [index, part] of path.entries()) {
    const rest = path.slice(index + 1);
    const { collection } = walk;
    if (rest.length === 0) {
      return resolveField(walk, origin, part) ?? orNull(missingIsNull, refusal);
    }

    const field = collection.field.get(part);
    if (field !== undefined && isClosed(field, origin)) throw refusal();
    if (field?.type === "json" || field?.type === "geoPoint") {
      if (rest.includes("")) throw refusal();
      return resolveJson(walk, field, rest);
    }
    if (index >= maxHops) {
      throw new Invalid(`More than ${maxHops} relations in one path.`);
    }

    if (field === undefined) {
      const back = findBackRelation(resolution, origin, collection, part);
      if (back === undefined) return orNull(missingIsNull, refusal);
      if (isClosed(back.field, origin)) throw refusal();
      hopBack(walk, part, back);
      continue;
    }

    if (field.type !== "relation") throw refusal();
    const target = findCollection(resolution, origin, field.collectionId);
    if (target === undefined) throw refusal();
    // The id of a related record is in the column already: no join, and no list rule for it.
    if (!holdsList(field) && rest.length === 1 && rest[0] === "id") {
      return resolveField(walk, origin, part) ?? orNull(missingIsNull, refusal);
    }
    hopForward(walk, field, target);
  }
  throw refusal();
}

function orNull(
  missingIsNull: boolean,
  refusal: () => Invalid,
): ResolvedOperand {
  if (missingIsNull) return nullOperand;
  throw refusal();
}

/** By name or id. The rule's own collection may be one that is not saved yet. */
export function findCollection(
  resolution: Resolution,
  origin: Origin,
  nameOrId: string,
): Collection | undefined {
  const own = origin.collection;
  return nameOrId === own.id || nameOrId === own.name
    ? own
    : resolution.collections.find(nameOrId);
}

function hopForward(
  walk: PathWalk,
  field: RelationField,
  target: Collection,
): void {
  const toRecord = (linkColumn: string): Step => ({
    name: field.name,
    join: (from, alias) => ({
      source: { type: "table", name: target.name },
      on: compare(column(alias, "id"), "=", column(from, linkColumn)),
      isMany: false,
    }),
  });
  if (holdsList(field)) {
    walk.hop(target, [entriesOf(field), toRecord("value")], true);
  } else {
    walk.hop(target, [toRecord(field.name)], false);
  }
}

function entriesOf(field: Field): Step {
  return {
    name: `${field.name}[]`,
    join: (from) => ({
      source: { type: "entries", list: column(from, field.name) },
      on: undefined,
      isMany: true,
    }),
  };
}

interface BackRelation {
  readonly collection: Collection;
  readonly field: RelationField;
}

/** The relation that `comments_via_post` names, if it is one that points here. */
function findBackRelation(
  resolution: Resolution,
  origin: Origin,
  target: Collection,
  part: string,
): BackRelation | undefined {
  const [, collectionName, fieldName] = backRelation.exec(part) ?? [];
  if (collectionName === undefined || fieldName === undefined) return undefined;
  const collection = findCollection(resolution, origin, collectionName);
  const field = collection?.field.get(fieldName);
  return collection !== undefined &&
    field?.type === "relation" &&
    field.collectionId === target.id
    ? { collection, field }
    : undefined;
}

function hopBack(
  walk: PathWalk,
  part: string,
  { collection, field }: BackRelation,
): void {
  const isList = holdsList(field);
  const isUnique =
    !isList && hasSingleColumnUniqueIndex(collection, field.name);
  const step: Step = {
    name: part,
    join: (from, alias) => ({
      source: { type: "table", name: collection.name },
      on: isList
        ? {
            type: "among",
            value: column(from, "id"),
            list: column(alias, field.name),
            alias: `${alias}[]`,
          }
        : compare(column(alias, field.name), "=", column(from, "id")),
      isMany: !isUnique,
    }),
  };
  walk.hop(collection, [step], !isUnique);
}

/** A path's last part: a field with or without a modifier; undefined if there is no such field. */
function resolveField(
  walk: PathWalk,
  origin: Origin,
  part: string,
): ResolvedOperand | undefined {
  const { name, modifier } = splitModifier(part);
  const field = walk.collection.field.get(name);
  if (field === undefined) return undefined;
  if (isClosed(field, origin)) {
    throw new Invalid(`Unknown or not filterable field "${part}".`);
  }

  if (modifier === "each" && holdsList(field)) {
    walk.step([entriesOf(field)], true);
    return operandOf(walk, (alias) => column(alias, "value"));
  }
  if (modifier === "length" && canHoldList(field)) {
    return operandOf(walk, (alias) => ({
      type: "listLength",
      list: column(alias, name),
    }));
  }

  const isJson = field.type === "json";
  const plain = (alias: string): Expression =>
    isJson
      ? { type: "json", document: column(alias, name), path: [] }
      : column(alias, name);
  const isLower = modifier === "lower";
  const guard = isHiddenEmail(walk, origin, name) ? showsEmail : undefined;
  const operand = operandOf(
    walk,
    isLower ? (alias) => ({ type: "lower", text: plain(alias) }) : plain,
    guard,
  );
  return {
    ...operand,
    isStrict: isJson,
    isText: !isLower && holdsText(field),
    ...(guard && { guard: guard(walk.alias) }),
  };
}

function showsEmail(alias: string): Condition {
  return compare(column(alias, "emailVisibility"), "=", {
    type: "boolean",
    value: true,
  });
}

/** Clients cannot ask for what no answer shows them: a password's hash, guessed letter by letter, is as good as shown. */
function isClosed(field: Field, { isTrusted }: Origin): boolean {
  return !isTrusted && (field.hidden || field.type === "password");
}

/** Clients find a login by its email only if that shows. */
function isHiddenEmail(walk: PathWalk, origin: Origin, name: string): boolean {
  return (
    name === "email" && !origin.isTrusted && walk.collection.type === "auth"
  );
}

function resolveJson(
  walk: PathWalk,
  field: Field,
  keys: readonly string[],
): ResolvedOperand {
  const path = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  return {
    ...operandOf(walk, (alias) => ({
      type: "json",
      document: column(alias, field.name),
      path,
    })),
    isStrict: true,
  };
}

function operandOf(
  walk: PathWalk,
  expression: (alias: string) => Expression,
  guard?: (alias: string) => Condition,
): ResolvedOperand {
  const related = walk.related(expression, guard);
  return {
    expression: expression(walk.alias),
    known: "unknown",
    ...(related !== undefined && { related }),
  };
}
