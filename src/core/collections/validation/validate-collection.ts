import type { Executor } from "../../../engines/database/database.ts";
import { fieldError, type FieldError, type FieldErrors } from "../../errors.ts";
import type { RuleName } from "../collection.ts";
import type { Draft } from "../draft.ts";
import { collect, notInList } from "../fields/field-errors.ts";
import type { CollectionLookup } from "../lookup.ts";
import { mustBeNull, textLength, wrongFormat } from "./checks.ts";
import { validateAuthOptions } from "./validate-auth-options.ts";
import { validateFields } from "./validate-fields.ts";
import { validateIndexes } from "./validate-indexes.ts";
import { ruleError, type ValidationContext } from "./validation-context.ts";

/** What the checks of a draft look at. */
export interface DraftContext extends ValidationContext {
  readonly draft: Draft;
  /** All collections as they are before the change. */
  readonly known: CollectionLookup;
  readonly executor: Executor;
  /** What is wrong with a view's query. */
  readonly viewQueryError: FieldError | undefined;
}

/** What is wrong with the collection, by option; undefined when all is well. */
export async function validateCollection(
  context: DraftContext,
): Promise<FieldErrors | undefined> {
  const { draft, collection, original } = context;
  return collect([
    ["id", idError(context)],
    ["system", systemFlagError(context)],
    ["type", typeError(context)],
    ["name", await nameError(context)],
    ["fields", validateFields(context)],
    ...ruleNames.map(
      (name) =>
        [
          name,
          draft.type === "view" && writeRules.has(name) && draft[name] !== null
            ? mustBeNull
            : ruleError(context, draft[name], original?.[name]),
        ] as const,
    ),
    ["indexes", await validateIndexes(context)],
    ...(collection.type === "auth"
      ? Object.entries(validateAuthOptions(context, collection) ?? {})
      : []),
    ["viewQuery", context.viewQueryError],
  ]);
}

const ruleNames: readonly RuleName[] = [
  "listRule",
  "viewRule",
  "createRule",
  "updateRule",
  "deleteRule",
];
const writeRules: ReadonlySet<RuleName> = new Set([
  "createRule",
  "updateRule",
  "deleteRule",
]);

const types: ReadonlySet<string> = new Set(["base", "auth", "view"]);
const wordPattern = /^\w+$/;

function idError({
  draft,
  original,
  known,
}: DraftContext): FieldError | undefined {
  if (original !== undefined) return undefined;
  const wrongLength = textLength(draft.id, 1, 100);
  if (wrongLength !== undefined) return wrongLength;
  if (!wordPattern.test(draft.id)) return wrongFormat;
  return known.all().some(({ id }) => id === draft.id)
    ? fieldError(
        "validation_invalid_or_existing_id",
        "The id is invalid or already taken.",
      )
    : undefined;
}

function systemFlagError({
  draft,
  original,
}: DraftContext): FieldError | undefined {
  return original !== undefined && original.system !== draft.system
    ? fieldError(
        "validation_collection_system_flag_change",
        "A collection cannot become, or stop being, a system collection.",
      )
    : undefined;
}

function typeError({ draft, original }: DraftContext): FieldError | undefined {
  if (!types.has(draft.type)) return notInList;
  return original !== undefined && original.type !== draft.type
    ? fieldError(
        "validation_collection_type_change",
        "The type of a collection cannot be changed.",
      )
    : undefined;
}

async function nameError(
  context: DraftContext,
): Promise<FieldError | undefined> {
  const { draft, original, known, collections, executor } = context;
  const { id, name } = draft;
  const wrongLength = textLength(name, 1, 255);
  if (wrongLength !== undefined) return wrongLength;
  if (name.toLowerCase().includes("_via_"))
    return fieldError(
      "validation_found_via",
      'The value cannot contain "_via_".',
    );
  if (!wordPattern.test(name)) return wrongFormat;
  if (original?.system === true && original.name !== name)
    return fieldError(
      "validation_collection_system_name_change",
      "The name of a system collection cannot be changed.",
    );
  const sameName = ({ name: other }: { readonly name: string }): boolean =>
    other.toLowerCase() === name.toLowerCase();
  if (collections.all().some((other) => other.id !== id && sameName(other)))
    return fieldError(
      "validation_collection_name_exists",
      "Another collection has this name, in some case of letters.",
    );
  if (known.all().some((other) => other.id === name))
    return fieldError(
      "validation_collection_name_id_duplicate",
      "The name is the id of a collection.",
    );
  if (original?.name === name || known.all().some(sameName)) return undefined;
  const { schema } = executor.dialect;
  const isInternal =
    schema.isTableFunction(name) ||
    (await executor.get(schema.findRelation(name))) !== undefined;
  return !isInternal
    ? undefined
    : fieldError(
        "validation_collection_name_invalid",
        "The name is that of an internal table or function.",
      );
}
