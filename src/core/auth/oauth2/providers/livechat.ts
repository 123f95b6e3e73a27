import icon from "simple-icons/icons/livechat.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt } from "./read-user.ts";

/** @see https://platform.text.com/docs/authorization */
export const livechat: OAuth2Provider = {
  name: "livechat",
  displayName: "LiveChat",
  logo: paintLogo(icon, "#FF5100"),
  pkce: true,
  // the app's own settings with LiveChat say which
  scopes: [],
  authURL: "https://accounts.livechat.com/",
  tokenURL: "https://accounts.livechat.com/token",
  userInfoURL: "https://accounts.livechat.com/v2/accounts/me",
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "account_id"),
      name: textAt(raw, "name"),
      avatarURL: textAt(raw, "avatar_url"),
      email: flagAt(raw, "email_verified") ? textAt(raw, "email") : "",
    }),
};
