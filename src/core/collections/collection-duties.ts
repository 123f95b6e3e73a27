import { newTokenSecret } from "./auth-options.ts";
import {
  defineCollection,
  isSuperusers,
  type AuthCollection,
  type Collection,
} from "./collection.ts";

/**
 * The collection with what holds whatever the input says.
 * @param original the collection that it changes; undefined for a new one
 */
export function withDuties(
  collection: Collection,
  original: Collection | undefined,
): Collection {
  if (collection.type !== "auth") return collection;
  return defineCollection(
    withNewSecret(
      isSuperusers(collection) ? withPasswordLogin(collection) : collection,
      original,
    ),
  );
}

/** Who may log in has changed, so tokens from before end. */
function withNewSecret(
  collection: AuthCollection,
  original: Collection | undefined,
): AuthCollection {
  return original?.type !== "auth" ||
    (original.authRule ?? "") === (collection.authRule ?? "")
    ? collection
    : {
        ...collection,
        authToken: { ...collection.authToken, secret: newTokenSecret() },
      };
}

/** Nobody becomes a superuser by a login elsewhere, or by one code alone. */
function withPasswordLogin(collection: AuthCollection): AuthCollection {
  const { oauth2, passwordAuth, mfa, otp } = collection;
  return {
    ...collection,
    oauth2: { ...oauth2, enabled: false, providers: null },
    passwordAuth: { ...passwordAuth, enabled: true },
    mfa: { ...mfa, enabled: mfa.enabled || otp.enabled },
  };
}
