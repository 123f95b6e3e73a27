import type { AuthCollection } from "../collections/collection.ts";
import type { JsonObject } from "../json.ts";
import { presentProviders } from "./oauth2/present-providers.ts";

/**
 * Chapter "List auth methods". `authProviders`, `usernamePassword` and `emailPassword` are what clients from before
 * PocketBase 0.23 read.
 */
export async function presentAuthMethods(
  collection: AuthCollection,
): Promise<JsonObject> {
  const { passwordAuth, oauth2, mfa, otp } = collection;
  const identityFields = passwordAuth.enabled
    ? (passwordAuth.identityFields ?? [])
    : [];
  const providers = oauth2.enabled ? await presentProviders(collection) : [];
  return {
    password: { identityFields, enabled: passwordAuth.enabled },
    oauth2: { providers, enabled: oauth2.enabled },
    mfa: { enabled: mfa.enabled, duration: mfa.enabled ? mfa.duration : 0 },
    otp: { enabled: otp.enabled, duration: otp.enabled ? otp.duration : 0 },
    authProviders: oauth2.enabled
      ? providers.map((provider) => ({ ...provider, logo: "" }))
      : null,
    usernamePassword: identityFields.includes("username"),
    emailPassword: identityFields.includes("email"),
  };
}
