import { fieldError, type FieldError, type FieldErrors } from "../../errors.ts";
import type {
  AuthCollection,
  EmailTemplate,
  OAuth2ProviderOptions,
  TokenOptions,
} from "../collection.ts";
import { collect } from "../fields/field-errors.ts";
import { isUrl } from "../fields/url-format.ts";
import { singleColumnUniqueIndex } from "../indexes.ts";
import { isKnownProvider } from "../oauth2-providers.ts";
import { numberRange, required, textLength } from "./checks.ts";
import { ruleError, type ValidationContext } from "./validation-context.ts";

const oneDay = 86_400;
const threeYears = 94_670_856;

/** What is wrong with an auth collection's own options, by option. */
export function validateAuthOptions(
  context: ValidationContext,
  collection: AuthCollection,
): FieldErrors | undefined {
  const { original } = context;
  const before = original?.type === "auth" ? original : undefined;
  const { otp, mfa, oauth2 } = collection;
  return (
    collect([
      ["authRule", ruleError(context, collection.authRule, before?.authRule)],
      ["manageRule", manageRuleError(context, collection, before)],
      [
        "authAlert",
        group("emailTemplate", template(collection.authAlert.emailTemplate)),
      ],
      [
        "passwordAuth",
        group("identityFields", identityFieldsRequired(collection)),
      ],
      [
        "oauth2",
        group(
          "providers",
          oauth2.enabled ? providers(oauth2.providers ?? []) : undefined,
        ),
      ],
      [
        "otp",
        collect([
          [
            "duration",
            otp.enabled ? numberRange(otp.duration, 10, oneDay) : undefined,
          ],
          ["length", otp.enabled ? numberRange(otp.length, 4) : undefined],
          ["emailTemplate", template(otp.emailTemplate)],
        ]),
      ],
      [
        "mfa",
        group(
          "duration",
          mfa.enabled ? numberRange(mfa.duration, 10, oneDay) : undefined,
        ),
      ],
      ["authToken", token(collection.authToken)],
      ["passwordResetToken", token(collection.passwordResetToken)],
      ["emailChangeToken", token(collection.emailChangeToken)],
      ["verificationToken", token(collection.verificationToken)],
      ["fileToken", token(collection.fileToken)],
      ["verificationTemplate", template(collection.verificationTemplate)],
      ["resetPasswordTemplate", template(collection.resetPasswordTemplate)],
      [
        "confirmEmailChangeTemplate",
        template(collection.confirmEmailChangeTemplate),
      ],
    ]) ??
    group("mfa", secondFactorErrors(context, collection, before)) ??
    group("passwordAuth", group("identityFields", identityError(collection)))
  );
}

function manageRuleError(
  context: ValidationContext,
  { manageRule }: AuthCollection,
  before: AuthCollection | undefined,
): FieldError | undefined {
  return manageRule === ""
    ? fieldError(
        "validation_nil_or_not_empty_required",
        "Must be null or a filter.",
      )
    : ruleError(context, manageRule, before?.manageRule);
}

function secondFactorErrors(
  context: ValidationContext,
  { mfa, passwordAuth, oauth2, otp }: AuthCollection,
  before: AuthCollection | undefined,
): FieldErrors | undefined {
  if (!mfa.enabled) return undefined;
  const methods = [passwordAuth, oauth2, otp].filter(({ enabled }) => enabled);
  if (methods.length < 2)
    return {
      enabled: fieldError(
        "validation_mfa_not_enough_auths",
        "Two ways to log in must be enabled for a second factor.",
      ),
    };
  return group(
    "rule",
    mfa.rule === ""
      ? undefined
      : ruleError(context, mfa.rule, before?.mfa.rule),
  );
}

function identityFieldsRequired({
  passwordAuth,
}: AuthCollection): FieldError | undefined {
  const { enabled, identityFields } = passwordAuth;
  return enabled && (identityFields ?? []).length === 0 ? required : undefined;
}

/** A name to log in with must belong to one record alone. */
function identityError(collection: AuthCollection): FieldError | undefined {
  const { enabled, identityFields } = collection.passwordAuth;
  for (const fieldName of enabled ? (identityFields ?? []) : []) {
    if (!collection.field.has(fieldName))
      return fieldError(
        "validation_missing_field",
        `There is no field ${fieldName}.`,
        { fieldName },
      );
    if (singleColumnUniqueIndex(collection, fieldName) === undefined)
      return fieldError(
        "validation_missing_unique_constraint",
        `The field ${fieldName} has no unique index.`,
        { fieldName },
      );
  }
  return undefined;
}

function providers(
  list: readonly OAuth2ProviderOptions[],
): FieldErrors | undefined {
  const twin = list.findIndex(
    ({ name }, index) =>
      name !== "" && list.findIndex((other) => other.name === name) < index,
  );
  const { name = "" } = list[twin] ?? {};
  if (twin !== -1)
    return {
      [twin]: {
        name: fieldError(
          "validation_duplicated_provider",
          `The provider ${name} is listed twice.`,
          { name },
        ),
      },
    };
  return collect(
    list.map((provider, index) => [String(index), providerErrors(provider)]),
  );
}

function providerErrors(
  provider: OAuth2ProviderOptions,
): FieldErrors | undefined {
  const { name } = provider;
  const url = (text: string): FieldError | undefined =>
    text === "" || isUrl(text)
      ? undefined
      : fieldError("validation_is_url", "Must be a valid URL.");
  const present = (text: string): FieldError | undefined =>
    text === "" ? required : undefined;
  return collect([
    [
      "name",
      name === "" || isKnownProvider(name)
        ? present(name)
        : fieldError(
            "validation_missing_provider",
            `There is no provider with the name ${name}.`,
            { name },
          ),
    ],
    ["clientId", present(provider.clientId)],
    ["clientSecret", present(provider.clientSecret)],
    ["authURL", url(provider.authURL)],
    ["tokenURL", url(provider.tokenURL)],
    ["userInfoURL", url(provider.userInfoURL)],
  ]);
}

function token({ secret, duration }: TokenOptions): FieldErrors | undefined {
  return collect([
    ["secret", textLength(secret, 30, 255)],
    ["duration", numberRange(duration, 10, threeYears)],
  ]);
}

function template({ subject, body }: EmailTemplate): FieldErrors | undefined {
  return collect([
    ["subject", subject === "" ? required : undefined],
    ["body", body === "" ? required : undefined],
  ]);
}

/** One error in a group of its own, if it is one. */
function group(
  name: string,
  error: FieldError | FieldErrors | undefined,
): FieldErrors | undefined {
  return error === undefined ? undefined : { [name]: error };
}
