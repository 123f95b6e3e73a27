import type { OAuth2Provider } from "../provider.ts";
import { apple } from "./apple.ts";
import { bitbucket } from "./bitbucket.ts";
import { box } from "./box.ts";
import { discord } from "./discord.ts";
import { facebook } from "./facebook.ts";
import { gitea } from "./gitea.ts";
import { gitee } from "./gitee.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { google } from "./google.ts";
import { instagram2 } from "./instagram2.ts";
import { kakao } from "./kakao.ts";
import { lark } from "./lark.ts";
import { linear } from "./linear.ts";
import { livechat } from "./livechat.ts";
import { mailcow } from "./mailcow.ts";
import { microsoft } from "./microsoft.ts";
import { monday } from "./monday.ts";
import { notion } from "./notion.ts";
import { oidc, oidc2, oidc3 } from "./oidc.ts";
import { patreon } from "./patreon.ts";
import { planningcenter } from "./planningcenter.ts";
import { spotify } from "./spotify.ts";
import { strava } from "./strava.ts";
import { trakt } from "./trakt.ts";
import { twitch } from "./twitch.ts";
import { twitter } from "./twitter.ts";
import { vk } from "./vk.ts";
import { wakatime } from "./wakatime.ts";
import { yandex } from "./yandex.ts";

/** Every provider, in the order in which the API lists them. */
export const oauth2ProviderList: readonly OAuth2Provider[] = [
  apple,
  google,
  microsoft,
  yandex,
  facebook,
  instagram2,
  github,
  gitlab,
  bitbucket,
  gitee,
  gitea,
  discord,
  twitter,
  kakao,
  vk,
  linear,
  notion,
  monday,
  lark,
  box,
  spotify,
  trakt,
  twitch,
  patreon,
  strava,
  wakatime,
  livechat,
  mailcow,
  planningcenter,
  oidc,
  oidc2,
  oidc3,
];

const byName: ReadonlyMap<string, OAuth2Provider> = new Map(
  oauth2ProviderList.map((provider) => [provider.name, provider]),
);

/** The provider that collections and clients call by this name, if there is one. */
export function oauth2ProviderNamed(name: string): OAuth2Provider | undefined {
  return byName.get(name);
}
