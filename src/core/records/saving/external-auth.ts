import { notInList, required } from "../../collections/fields/field-errors.ts";
import { isKnownProvider } from "../../collections/oauth2-providers.ts";
import type { FieldError } from "../../errors.ts";
import { textOf } from "../record-shape.ts";
import type { Draft } from "./draft-record.ts";

/** What is wrong with the provider that a row of `_externalAuths` links a login to. */
export function validateExternalAuth({
  collection,
  values,
}: Draft): Record<string, FieldError> | undefined {
  if (collection.name !== "_externalAuths") return undefined;
  const provider = textOf(values["provider"]);
  if (provider === "") return { provider: required };
  return isKnownProvider(provider) ? undefined : { provider: notInList };
}
