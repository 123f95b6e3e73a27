import type { FieldError } from "../../errors.ts";
import type { Draft } from "../draft.ts";
import { required } from "../fields/field-errors.ts";
import type { Field } from "../fields/field.ts";
import type { SchemaChange } from "../schema-change.ts";
import { invalidViewQuery } from "../validation/checks.ts";
import { demandUsable } from "./dry-run-view.ts";
import { inferViewFields } from "./infer-view-fields.ts";
import { UnusableQuery } from "./parse-view-query.ts";

/** The fields that a draft's query gives, as far as it gives any, and what is wrong with it. */
export async function judgeView(
  change: SchemaChange,
  { viewQuery }: Draft,
): Promise<{
  readonly fields: readonly Field[];
  readonly error: FieldError | undefined;
}> {
  let fields: readonly Field[] = [];
  if (viewQuery === "") return { fields, error: required };
  try {
    const inferred = await inferViewFields(
      change.tx,
      change.registry,
      viewQuery,
    );
    ({ fields } = inferred);
    demandUsable(inferred, change.registry);
    return { fields, error: undefined };
  } catch (error) {
    if (!(error instanceof UnusableQuery)) throw error;
    return { fields, error: invalidViewQuery(error.message) };
  }
}
