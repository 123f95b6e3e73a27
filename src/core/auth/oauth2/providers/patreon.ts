import icon from "simple-icons/icons/patreon.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://docs.patreon.com/#get-api-oauth2-v2-identity */
export const patreon: OAuth2Provider = {
  name: "patreon",
  displayName: "Patreon",
  logo: paintLogo(icon, "#000000"),
  pkce: true,
  scopes: ["identity", "identity[email]"],
  authURL: "https://www.patreon.com/oauth2/authorize",
  tokenURL: "https://www.patreon.com/api/oauth2/token",
  userInfoURL:
    "https://www.patreon.com/api/oauth2/v2/identity?fields%5Buser%5D=full_name,email,vanity,image_url,is_email_verified",
  readUser(raw) {
    const user = valueAt(raw, "data", "attributes");
    return externalUser({
      id: idAt(raw, "data", "id"),
      name: textAt(user, "full_name"),
      username: textAt(user, "vanity"),
      avatarURL: textAt(user, "image_url"),
      email: flagAt(user, "is_email_verified") ? textAt(user, "email") : "",
    });
  },
};
