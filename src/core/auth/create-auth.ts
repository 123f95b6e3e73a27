import { authCollectionOf } from "../collections/collection.ts";
import type { Auth } from "./auth.ts";
import { presentAuthMethods } from "./present-auth-methods.ts";
import type { AuthParts } from "./auth-parts.ts";
import { createEmailChange } from "./mailed-links/email-change.ts";
import { impersonate } from "./impersonate.ts";
import { createOAuth2Login } from "./oauth2/oauth2-login.ts";
import { createRedirects } from "./oauth2/redirects.ts";
import { createOneTimePasswords } from "./one-time-passwords/one-time-passwords.ts";
import { logInWithPassword } from "./passwords/log-in-with-password.ts";
import { createPasswordReset } from "./mailed-links/password-reset.ts";
import { refreshLogin } from "./refresh-login.ts";
import { removeExpired } from "./remove-expired.ts";
import { issueAuthToken } from "./tokens/tokens.ts";
import { createVerification } from "./mailed-links/verification.ts";
import { createViewers } from "./tokens/viewers.ts";

/** Opens logins and tokens over records and collections. */
export function createAuth(parts: AuthParts): Auth {
  const viewers = createViewers(parts);
  const oneTimePasswords = createOneTimePasswords(parts);
  const oauth2Redirects = createRedirects();

  return {
    viewerOf: (token) => viewers.of(token),

    issueToken: (record, options) =>
      issueAuthToken(authCollectionOf(record), record, options),

    methods: presentAuthMethods,

    withPassword: (collection, expand, request) =>
      logInWithPassword(parts, collection, expand, request),

    withOAuth2: createOAuth2Login(parts, oauth2Redirects),
    oauth2Redirects,
    withOneTimePassword: oneTimePasswords.logIn,

    refresh: (collection, expand, request, token) =>
      refreshLogin(parts, collection, expand, request, token),

    impersonate: (collection, id, expand, request) =>
      impersonate(parts, collection, id, expand, request),

    requestOneTimePassword: oneTimePasswords.request,
    createOneTimePassword: oneTimePasswords.create,

    ...createVerification(parts),
    ...createPasswordReset(parts),
    ...createEmailChange(parts),

    removeExpired: (rows) => removeExpired(parts, rows),
  };
}
