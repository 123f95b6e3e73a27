import { fieldError } from "../../errors.ts";
import { toText } from "./casting.ts";
import { isAllowedDomain, validateDomainLists } from "./domain-format.ts";
import { isEmail } from "./email-format.ts";
import { parseDescription } from "./field-base.ts";
import { noEmail, required } from "./field-errors.ts";
import type { EmailField, FieldType } from "./field.ts";
import { listOption } from "./option-reading.ts";
import { textValue } from "./text-value.ts";

/** One email address. */
export const emailField: FieldType<EmailField> = {
  ...textValue,
  type: "email",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    exceptDomains: listOption(raw, "exceptDomains"),
    onlyDomains: listOption(raw, "onlyDomains"),
  }),

  validateOptions: validateDomainLists,

  validate(field, value) {
    const email = toText(value);
    if (email === "") return field.required ? required : undefined;
    if (!isEmail(email)) return noEmail;
    return isAllowedDomain(field, email.slice(email.lastIndexOf("@") + 1))
      ? undefined
      : fieldError(
          "validation_email_domain_not_allowed",
          "The domain of the email address is not allowed.",
        );
  },
};
