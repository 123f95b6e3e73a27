import type {
  AuthCollection,
  OAuth2ProviderOptions,
} from "../../collections/collection.ts";
import { required } from "../../collections/fields/field-errors.ts";
import { fieldError, type FieldError } from "../../errors.ts";
import { isObject } from "../../json.ts";
import { demandText, demandValid, unreadable } from "../demand-valid.ts";
import type { CodeGrant } from "./exchange-code.ts";
import type { OAuth2Provider } from "./provider.ts";
import { oauth2ProviderNamed } from "./providers/index.ts";

/** What a client sends to log in with a provider. */
export interface OAuth2Login {
  readonly provider: OAuth2Provider;
  readonly config: OAuth2ProviderOptions;
  readonly grant: CodeGrant;
  /** Values for the record of someone new; untrusted. */
  readonly createData: Readonly<Record<string, unknown>>;
}

const maxNameLength = 100;

/** @throws {Invalid} */
export function readOAuth2Login(
  { oauth2 }: AuthCollection,
  body: Readonly<Record<string, unknown>>,
): OAuth2Login {
  const name = demandText(body["provider"]);
  const code = demandText(body["code"]);
  const codeVerifier = demandText(body["codeVerifier"]);
  // `redirectUrl` is what clients from before PocketBase 0.23 send.
  const redirectURL =
    demandText(body["redirectURL"]) || demandText(body["redirectUrl"]);
  const createData = body["createData"] ?? {};
  if (!isObject(createData)) throw unreadable();

  const config = oauth2.providers?.find((one) => one.name === name);
  const provider = oauth2ProviderNamed(name);
  demandValid({
    provider: nameError(name, config !== undefined && provider !== undefined),
    code: code === "" ? required : undefined,
  });
  if (config === undefined || provider === undefined) throw unreadable();
  return {
    provider,
    config,
    grant: { code, codeVerifier, redirectURL },
    createData,
  };
}

function nameError(name: string, isEnabled: boolean): FieldError | undefined {
  if (name === "") return required;
  if (name.length > maxNameLength) {
    return fieldError(
      "validation_length_too_long",
      `Must be no more than ${maxNameLength} character(s).`,
      { min: 0, max: maxNameLength },
    );
  }
  return isEnabled
    ? undefined
    : fieldError(
        "validation_invalid_provider",
        `Provider with name ${name} is missing or is not enabled.`,
        { name },
      );
}
