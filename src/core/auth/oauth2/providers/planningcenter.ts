import type { OAuth2Provider } from "../provider.ts";
import { letterLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://developer.planning.center/docs/#/overview/authentication */
export const planningcenter: OAuth2Provider = {
  name: "planningcenter",
  displayName: "Planning Center",
  logo: letterLogo("P", "#2565F4"),
  pkce: true,
  scopes: ["people"],
  authURL: "https://api.planningcenteronline.com/oauth/authorize",
  tokenURL: "https://api.planningcenteronline.com/oauth/token",
  userInfoURL: "https://api.planningcenteronline.com/people/v2/me",
  readUser(raw) {
    const person = valueAt(raw, "data", "attributes");
    if (textAt(person, "status") !== "active")
      throw new Error("The Planning Center account is not active.");
    return externalUser({
      id: idAt(raw, "data", "id"),
      name: textAt(person, "name"),
      avatarURL: textAt(person, "avatar"),
      // people have many addresses there, of which none is known to be verified
      email: "",
    });
  },
};
