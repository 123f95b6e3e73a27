import type { OAuth2Provider } from "../provider.ts";
import { letterLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt } from "./read-user.ts";

/** @see https://yandex.com/dev/id/doc/en/user-information */
export const yandex: OAuth2Provider = {
  name: "yandex",
  displayName: "Yandex",
  logo: letterLogo("Y", "#FC3F1D"),
  pkce: true,
  scopes: ["login:email", "login:avatar", "login:info"],
  authURL: "https://oauth.yandex.com/authorize",
  tokenURL: "https://oauth.yandex.com/token",
  userInfoURL: "https://login.yandex.ru/info",
  readUser(raw) {
    const avatar = textAt(raw, "default_avatar_id");
    return externalUser({
      id: idAt(raw, "id"),
      name: textAt(raw, "real_name"),
      username: textAt(raw, "login"),
      email: textAt(raw, "default_email"),
      avatarURL:
        avatar === "" || flagAt(raw, "is_avatar_empty")
          ? ""
          : `https://avatars.yandex.net/get-yapic/${avatar}/islands-200`,
    });
  },
};
