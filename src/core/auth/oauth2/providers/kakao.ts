import icon from "simple-icons/icons/kakaotalk.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt, valueAt } from "./read-user.ts";

/** @see https://developers.kakao.com/docs/latest/en/kakaologin/rest-api#req-user-info */
export const kakao: OAuth2Provider = {
  name: "kakao",
  displayName: "Kakao",
  logo: paintLogo(icon, "#FFCD00"),
  pkce: true,
  scopes: ["account_email", "profile_nickname", "profile_image"],
  authURL: "https://kauth.kakao.com/oauth/authorize",
  tokenURL: "https://kauth.kakao.com/oauth/token",
  userInfoURL: "https://kapi.kakao.com/v2/user/me",
  readUser(raw) {
    const account = valueAt(raw, "kakao_account");
    // an address is no longer valid once another account has it
    const isOwn =
      flagAt(account, "is_email_valid") && flagAt(account, "is_email_verified");
    return externalUser({
      id: idAt(raw, "id"),
      username: textAt(raw, "properties", "nickname"),
      avatarURL: textAt(raw, "properties", "profile_image"),
      email: isOwn ? textAt(account, "email") : "",
    });
  },
};
