import icon from "simple-icons/icons/discord.svg" with { type: "text" };
import type { OAuth2Provider } from "../provider.ts";
import { paintLogo } from "./paint-logo.ts";
import { externalUser, flagAt, idAt, textAt } from "./read-user.ts";

/** @see https://discord.com/developers/docs/resources/user#user-object */
export const discord: OAuth2Provider = {
  name: "discord",
  displayName: "Discord",
  logo: paintLogo(icon, "#5865F2"),
  pkce: true,
  scopes: ["identify", "email"],
  authURL: "https://discord.com/api/oauth2/authorize",
  tokenURL: "https://discord.com/api/oauth2/token",
  userInfoURL: "https://discord.com/api/users/@me",
  readUser(raw) {
    const id = idAt(raw, "id");
    const username = textAt(raw, "username");
    const avatar = textAt(raw, "avatar");
    // accounts from before user names were unique tell them apart by four digits
    const discriminator = textAt(raw, "discriminator");
    const isLegacy = discriminator !== "" && discriminator !== "0";
    return externalUser({
      id,
      name:
        textAt(raw, "global_name") ||
        (isLegacy ? `${username}#${discriminator}` : username),
      username,
      // https://discord.com/developers/docs/reference#image-formatting
      avatarURL:
        avatar === ""
          ? ""
          : `https://cdn.discordapp.com/avatars/${id}/${avatar}.png`,
      email: flagAt(raw, "verified") ? textAt(raw, "email") : "",
    });
  },
};
