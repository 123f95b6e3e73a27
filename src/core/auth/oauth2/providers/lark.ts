import type { OAuth2Provider } from "../provider.ts";
import { letterLogo } from "./paint-logo.ts";
import { externalUser, idAt, textAt } from "./read-user.ts";

/**
 * The addresses are those for China (Feishu); elsewhere a collection gives those of larksuite.com.
 *
 * @see https://open.feishu.cn/document/server-docs/authentication-management/login-state-management/get
 */
export const lark: OAuth2Provider = {
  name: "lark",
  displayName: "Lark",
  logo: letterLogo("L", "#3370FF"),
  pkce: true,
  scopes: [],
  authURL: "https://accounts.feishu.cn/open-apis/authen/v1/authorize",
  tokenURL: "https://open.feishu.cn/open-apis/authen/v2/oauth/token",
  userInfoURL: "https://open.feishu.cn/open-apis/authen/v1/user_info",
  readUser: (raw) =>
    externalUser({
      id: idAt(raw, "data", "union_id"),
      name: textAt(raw, "data", "name"),
      avatarURL: textAt(raw, "data", "avatar_url"),
    }),
};
