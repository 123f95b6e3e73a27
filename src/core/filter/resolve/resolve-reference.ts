import type { RequestReference } from "../values/request-reference.ts";
import type { ReadingState } from "../values/reading.ts";
import { holdsList } from "../field-kinds.ts";
import { unreachable } from "../unreachable.ts";
import { resolveComparison } from "./comparison.ts";
import { PathWalk } from "./path-walk.ts";
import { findCollection, resolvePath } from "./resolve-path.ts";
import { type BoundValue, globOf } from "./resolve-tree.ts";
import type { Origin, Resolution } from "./resolution.ts";
import {
  column,
  compare,
  type Expression,
  nullOperand,
  type ResolvedOperand,
  slot,
} from "./resolved.ts";

/**
 * Resolves what is known of the request, for requests in which it has the value's state.
 * @throws {Invalid} the path goes on to fields that are not there
 */
export function resolveReference(
  resolution: Resolution,
  origin: Origin,
  value: BoundValue,
  reference: RequestReference,
): ResolvedOperand {
  switch (reference.kind) {
    case "value":
      return valueOperand(value, reference.isLower);
    case "isSet":
      return booleanOperand(value.state === "t");
    case "changed":
      return resolveChanged(resolution, origin, value, reference.field.name);
    case "entries":
      return resolveEntries(resolution, origin, value, reference);
    case "viewer":
      return resolveViewer(resolution, origin, value, reference);
    case "bodyRelation":
      return resolveBodyRelation(resolution, origin, value, reference);
    default:
      return unreachable(reference);
  }
}

function valueOperand(value: BoundValue, isLower: boolean): ResolvedOperand {
  const { slot: name, state, isPattern } = value;
  if (state === "z") return nullOperand;
  return {
    expression: isLower ? { type: "lower", text: slot(name) } : slot(name),
    known: knownBy(state),
    isPattern,
    ...globOf(value),
    ...(state === "n" && !isLower && { numberSlot: name }),
  };
}

function knownBy(state: ReadingState): "empty" | "notEmpty" {
  return state === "e" ? "empty" : "notEmpty";
}

function booleanOperand(value: boolean): ResolvedOperand {
  return { expression: { type: "boolean", value }, known: "notEmpty" };
}

/** The body has the field, and with another value than the record. */
function resolveChanged(
  resolution: Resolution,
  origin: Origin,
  value: BoundValue,
  field: string,
): ResolvedOperand {
  const condition =
    value.state === "f"
      ? undefined
      : resolveComparison(
          resolution,
          "!=",
          /* any */ false,
          valueOperand(value, false),
          resolvePath(resolution, origin, [field]),
        );
  if (condition === undefined) return booleanOperand(false);
  if (condition.type === "constant") return booleanOperand(condition.value);
  return {
    expression: { type: "condition", condition },
    known: "unknown",
    isStrict: true,
  };
}

function resolveEntries(
  resolution: Resolution,
  origin: Origin,
  value: BoundValue,
  { field }: Extract<RequestReference, { readonly kind: "entries" }>,
): ResolvedOperand {
  const walk = new PathWalk(resolution, origin);
  walk.step(
    [
      {
        name: `@request.body.${field.name}[]`,
        join: () => ({
          source: { type: "entries", list: slot(value.slot) },
          on: undefined,
          isMany: true,
        }),
      },
    ],
    /* matchesAll */ holdsList(field),
  );
  const related = walk.related((alias) => column(alias, "value"));
  return {
    expression: column(walk.alias, "value"),
    known: "notEmpty",
    ...(related !== undefined && { related }),
  };
}

function resolveViewer(
  resolution: Resolution,
  origin: Origin,
  value: BoundValue,
  { collection, rest }: Extract<RequestReference, { readonly kind: "viewer" }>,
): ResolvedOperand {
  if (value.state === "z") return nullOperand;
  const walk = new PathWalk(resolution, origin);
  walk.hop(
    collection,
    [
      {
        name: "@request.auth",
        join: (_from, alias) => ({
          source: { type: "table", name: collection.name },
          on: compare(column(alias, "id"), "=", slot(value.slot)),
          isMany: false,
        }),
      },
    ],
    /* matchesAll */ false,
  );
  return resolvePath(resolution, origin, rest, walk, true);
}

function resolveBodyRelation(
  resolution: Resolution,
  origin: Origin,
  value: BoundValue,
  { field, rest }: Extract<RequestReference, { readonly kind: "bodyRelation" }>,
): ResolvedOperand {
  const target = findCollection(resolution, origin, field.collectionId);
  if (value.state === "z" || target === undefined) return nullOperand;
  const isSeveral = value.state === "+";
  const ids: Expression = slot(value.slot);
  const walk = new PathWalk(resolution, origin);
  walk.hop(
    target,
    [
      {
        name: `@request.body.${field.name}`,
        join: (_from, alias) => ({
          source: { type: "table", name: target.name },
          on: isSeveral
            ? {
                type: "among",
                value: column(alias, "id"),
                list: ids,
                alias: `${alias}[]`,
              }
            : compare(column(alias, "id"), "=", ids),
          isMany: isSeveral,
        }),
      },
    ],
    /* matchesAll */ isSeveral && holdsList(field),
  );
  return resolvePath(resolution, origin, rest, walk, true);
}
