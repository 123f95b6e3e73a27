import icon from "simple-icons/icons/strava.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/** @see https://developers.strava.com/docs/reference/#api-Athletes-getLoggedInAthlete */
export const strava: OAuth2Provider = {
  name: "strava",
  displayName: "Strava",
  logo: paintLogo(icon, "#FC4C02"),
  pkce: true,
  scopes: ["profile:read_all"],
  authURL: "https://www.strava.com/oauth/authorize",
  tokenURL: "https://www.strava.com/api/v3/oauth/token",
  userInfoURL: "https://www.strava.com/api/v3/athlete",
  readUser(raw) {
    const names = [textAt(raw, "firstname"), textAt(raw, "lastname")];
    return externalUser({
      id: idAt(raw, "id"),
      name: names.join(" ").trim(),
      username: textAt(raw, "username"),
      avatarURL: textAt(raw, "profile"),
    });
  },
};
