import { fieldError, type FieldError, type FieldErrors } from "../../errors.ts";
import { countBytes } from "./casting.ts";
import { collect, eachError, mustBeBlank } from "./field-errors.ts";

/** What email and url fields may say of domains. */
export interface DomainLists {
  readonly exceptDomains: readonly string[] | null;
  readonly onlyDomains: readonly string[] | null;
}

/** What is wrong with the two lists: entries that are no domains, or both lists at once. */
export function validateDomainLists(
  lists: DomainLists,
): FieldErrors | undefined {
  const both = hasEntries(lists.exceptDomains) && hasEntries(lists.onlyDomains);
  return collect([
    [
      "exceptDomains",
      both ? mustBeBlank : eachError(lists.exceptDomains, check),
    ],
    ["onlyDomains", both ? mustBeBlank : eachError(lists.onlyDomains, check)],
  ]);
}

/** Whether the lists let the domain through; upper and lower case are different. */
export function isAllowedDomain(lists: DomainLists, domain: string): boolean {
  const { exceptDomains, onlyDomains } = lists;
  if (hasEntries(onlyDomains) && !onlyDomains.includes(domain)) return false;
  return !(hasEntries(exceptDomains) && exceptDomains.includes(domain));
}

const label = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-z0-9])?$/;
const topLevel = /^(?:[a-zA-Z]{1,63}|xn--[a-z0-9-]{1,59})$/;

function isDomain(text: string): boolean {
  if (text === "") return true;
  const labels = text.split(".");
  const last = labels.pop() ?? "";
  return (
    countBytes(text) <= 255 &&
    labels.length > 0 &&
    topLevel.test(last) &&
    labels.every((one) => label.test(one))
  );
}

function check(entry: string): FieldError | undefined {
  return isDomain(entry)
    ? undefined
    : fieldError("validation_is_domain", "Must be a valid domain.");
}

function hasEntries(
  entries: readonly string[] | null,
): entries is readonly string[] {
  return entries !== null && entries.length > 0;
}
