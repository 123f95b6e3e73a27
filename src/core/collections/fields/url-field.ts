import { fieldError } from "../../errors.ts";
import { toText } from "./casting.ts";
import { isAllowedDomain, validateDomainLists } from "./domain-format.ts";
import { parseDescription } from "./field-base.ts";
import { required } from "./field-errors.ts";
import type { FieldType, UrlField } from "./field.ts";
import { listOption } from "./option-reading.ts";
import { hostOf, isUrl } from "./url-format.ts";
import { textValue } from "./text-value.ts";

/** One URL. */
export const urlField: FieldType<UrlField> = {
  ...textValue,
  type: "url",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    exceptDomains: listOption(raw, "exceptDomains"),
    onlyDomains: listOption(raw, "onlyDomains"),
  }),

  validateOptions: validateDomainLists,

  validate(field, value) {
    const url = toText(value);
    if (url === "") return field.required ? required : undefined;
    if (!isUrl(url)) {
      return fieldError("validation_invalid_url", "Must be a valid URL.");
    }
    return isAllowedDomain(field, hostOf(url))
      ? undefined
      : fieldError(
          "validation_url_domain_not_allowed",
          "The domain of the URL is not allowed.",
        );
  },
};
