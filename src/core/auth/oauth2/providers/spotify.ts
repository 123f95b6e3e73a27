import icon from "simple-icons/icons/spotify.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/** @see https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile */
export const spotify: OAuth2Provider = {
  name: "spotify",
  displayName: "Spotify",
  logo: paintLogo(icon, "#1ED760"),
  pkce: true,
  scopes: ["user-read-private"],
  authURL: "https://accounts.spotify.com/authorize",
  tokenURL: "https://accounts.spotify.com/api/token",
  userInfoURL: "https://api.spotify.com/v1/me",
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "display_name"),
      avatarURL: textAt(raw, "images", 0, "url"),
      // Spotify's documentation says that nobody has verified the address
      email: "",
    }),
};
