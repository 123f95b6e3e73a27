import type {
  AuthOptions,
  EmailTemplate,
  OAuth2ProviderOptions,
  TokenOptions,
} from "./collection.ts";
import * as templates from "./default-templates.ts";
import type { JsonReader, RawObject } from "./json-reader.ts";
import { randomLetters } from "./random-text.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** The options of a new auth collection, with secrets of its own. */
export function newAuthOptions(): AuthOptions {
  const token = (duration: number): TokenOptions => ({
    secret: newTokenSecret(),
    duration,
  });
  return {
    authRule: "",
    manageRule: null,
    authAlert: { enabled: true, emailTemplate: templates.authAlert },
    oauth2: {
      providers: null,
      mappedFields: { id: "", name: "", username: "", avatarURL: "" },
      enabled: false,
    },
    passwordAuth: { enabled: true, identityFields: ["email"] },
    mfa: { enabled: false, duration: 10 * minute, rule: "" },
    otp: {
      enabled: false,
      duration: 3 * minute,
      length: 8,
      emailTemplate: templates.oneTimePassword,
    },
    authToken: token(5 * day),
    passwordResetToken: token(30 * minute),
    emailChangeToken: token(30 * minute),
    verificationToken: token(day),
    fileToken: token(3 * minute),
    verificationTemplate: templates.verification,
    resetPasswordTemplate: templates.passwordReset,
    confirmEmailChangeTemplate: templates.emailChange,
  };
}

/**
 * What a stored collection's missing options count as: nothing is switched on by an option that isn't there, and no
 * secret is made up, as it would differ at each start.
 */
export function missingAuthOptions(): AuthOptions {
  const fresh = newAuthOptions();
  const token = ({ duration }: TokenOptions): TokenOptions => ({
    secret: "",
    duration,
  });
  return {
    ...fresh,
    authRule: null,
    authAlert: { ...fresh.authAlert, enabled: false },
    passwordAuth: { enabled: false, identityFields: null },
    authToken: token(fresh.authToken),
    passwordResetToken: token(fresh.passwordResetToken),
    emailChangeToken: token(fresh.emailChangeToken),
    verificationToken: token(fresh.verificationToken),
    fileToken: token(fresh.fileToken),
  };
}

/** A key that signs tokens, beside each record's own: 50 letters and digits. */
export function newTokenSecret(): string {
  return randomLetters(50);
}

/** Lays untrusted options over known ones; nested options that are not named stay. */
export function readAuthOptions(
  reader: JsonReader,
  raw: RawObject,
  current: AuthOptions,
): AuthOptions {
  const alert = reader.object(raw["authAlert"]);
  const password = reader.object(raw["passwordAuth"]);
  const mfa = reader.object(raw["mfa"]);
  const otp = reader.object(raw["otp"]);
  const template = (from: unknown, known: EmailTemplate): EmailTemplate => {
    const { subject, body } = reader.object(from);
    return {
      subject: reader.text(subject, known.subject),
      body: reader.text(body, known.body),
    };
  };
  const token = (from: unknown, known: TokenOptions): TokenOptions => {
    const { secret, duration } = reader.object(from);
    return {
      secret: reader.text(secret, known.secret),
      duration: reader.whole(duration, known.duration),
    };
  };
  return {
    authRule: reader.rule(raw["authRule"], current.authRule),
    manageRule: reader.rule(raw["manageRule"], current.manageRule),
    authAlert: {
      enabled: reader.flag(alert["enabled"], current.authAlert.enabled),
      emailTemplate: template(
        alert["emailTemplate"],
        current.authAlert.emailTemplate,
      ),
    },
    oauth2: readOAuth2(reader, raw["oauth2"], current.oauth2),
    passwordAuth: {
      enabled: reader.flag(password["enabled"], current.passwordAuth.enabled),
      identityFields: reader.texts(
        password["identityFields"],
        current.passwordAuth.identityFields,
      ),
    },
    mfa: {
      enabled: reader.flag(mfa["enabled"], current.mfa.enabled),
      duration: reader.whole(mfa["duration"], current.mfa.duration),
      rule: reader.text(mfa["rule"], current.mfa.rule),
    },
    otp: {
      enabled: reader.flag(otp["enabled"], current.otp.enabled),
      duration: reader.whole(otp["duration"], current.otp.duration),
      length: reader.whole(otp["length"], current.otp.length),
      emailTemplate: template(otp["emailTemplate"], current.otp.emailTemplate),
    },
    authToken: token(raw["authToken"], current.authToken),
    passwordResetToken: token(
      raw["passwordResetToken"],
      current.passwordResetToken,
    ),
    emailChangeToken: token(raw["emailChangeToken"], current.emailChangeToken),
    verificationToken: token(
      raw["verificationToken"],
      current.verificationToken,
    ),
    fileToken: token(raw["fileToken"], current.fileToken),
    verificationTemplate: template(
      raw["verificationTemplate"],
      current.verificationTemplate,
    ),
    resetPasswordTemplate: template(
      raw["resetPasswordTemplate"],
      current.resetPasswordTemplate,
    ),
    confirmEmailChangeTemplate: template(
      raw["confirmEmailChangeTemplate"],
      current.confirmEmailChangeTemplate,
    ),
  };
}

function readOAuth2(
  reader: JsonReader,
  from: unknown,
  current: AuthOptions["oauth2"],
): AuthOptions["oauth2"] {
  const raw = reader.object(from);
  const mapped = reader.object(raw["mappedFields"]);
  const known = current.mappedFields;
  const { providers } = raw;
  return {
    providers:
      providers === undefined
        ? current.providers
        : providers === null
          ? null
          : reader
              .objects(providers)
              .map((provider) =>
                readProvider(reader, provider, current.providers ?? []),
              ),
    mappedFields: {
      id: reader.text(mapped["id"], known.id),
      name: reader.text(mapped["name"], known.name),
      username: reader.text(mapped["username"], known.username),
      avatarURL: reader.text(mapped["avatarURL"], known.avatarURL),
    },
    enabled: reader.flag(raw["enabled"], current.enabled),
  };
}

/** A provider of the same name gives what the input leaves out: its secret is never shown, so it can't be sent back. */
function readProvider(
  reader: JsonReader,
  raw: RawObject,
  known: readonly OAuth2ProviderOptions[],
): OAuth2ProviderOptions {
  const name = reader.text(raw["name"], "");
  const current = known.find((provider) => provider.name === name);
  const text = (
    key: Exclude<keyof OAuth2ProviderOptions, "pkce" | "extra">,
  ): string => reader.text(raw[key], current?.[key] ?? "");
  const extra = raw["extra"];
  return {
    pkce: reader.optionalFlag(raw["pkce"], current?.pkce ?? null),
    name,
    clientId: text("clientId"),
    clientSecret: text("clientSecret"),
    authURL: text("authURL"),
    tokenURL: text("tokenURL"),
    userInfoURL: text("userInfoURL"),
    displayName: text("displayName"),
    extra:
      extra === undefined
        ? (current?.extra ?? null)
        : extra === null
          ? null
          : reader.object(extra),
  };
}
