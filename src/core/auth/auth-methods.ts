import type { AuthCollection } from "../collections/collection.ts";
import type { JsonObject } from "../json.ts";

/**
 * Chapter "List auth methods". `authProviders`, `usernamePassword` and `emailPassword` are what clients from before
 * PocketBase 0.23 read. Providers are listed once logging in with them is possible.
 */
export function presentAuthMethods(collection: AuthCollection): JsonObject {
  const { passwordAuth, mfa, otp } = collection;
  const identityFields = passwordAuth.enabled
    ? (passwordAuth.identityFields ?? [])
    : [];
  return {
    password: { identityFields, enabled: passwordAuth.enabled },
    oauth2: { providers: [], enabled: false },
    mfa: { enabled: mfa.enabled, duration: mfa.enabled ? mfa.duration : 0 },
    otp: { enabled: otp.enabled, duration: otp.enabled ? otp.duration : 0 },
    authProviders: null,
    usernamePassword: identityFields.includes("username"),
    emailPassword: identityFields.includes("email"),
  };
}
