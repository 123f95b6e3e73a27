/** A service that one can log in with. */
export interface OAuth2ProviderName {
  readonly name: string;
  readonly displayName: string;
}

/** The providers that a collection may use, in the order in which the API lists them. */
export const oauth2Providers: readonly OAuth2ProviderName[] = [
  { name: "apple", displayName: "Apple" },
  { name: "google", displayName: "Google" },
  { name: "microsoft", displayName: "Microsoft" },
  { name: "yandex", displayName: "Yandex" },
  { name: "facebook", displayName: "Facebook" },
  { name: "instagram2", displayName: "Instagram" },
  { name: "github", displayName: "GitHub" },
  { name: "gitlab", displayName: "GitLab" },
  { name: "bitbucket", displayName: "Bitbucket" },
  { name: "gitee", displayName: "Gitee" },
  { name: "gitea", displayName: "Gitea/Forgejo" },
  { name: "discord", displayName: "Discord" },
  { name: "twitter", displayName: "X/Twitter" },
  { name: "kakao", displayName: "Kakao" },
  { name: "vk", displayName: "ВКонтакте" },
  { name: "linear", displayName: "Linear" },
  { name: "notion", displayName: "Notion" },
  { name: "monday", displayName: "monday.com" },
  { name: "lark", displayName: "Lark" },
  { name: "box", displayName: "Box" },
  { name: "spotify", displayName: "Spotify" },
  { name: "trakt", displayName: "Trakt" },
  { name: "twitch", displayName: "Twitch" },
  { name: "patreon", displayName: "Patreon" },
  { name: "strava", displayName: "Strava" },
  { name: "wakatime", displayName: "WakaTime" },
  { name: "livechat", displayName: "LiveChat" },
  { name: "mailcow", displayName: "mailcow" },
  { name: "planningcenter", displayName: "Planning Center" },
  { name: "oidc", displayName: "OIDC" },
  { name: "oidc2", displayName: "OIDC" },
  { name: "oidc3", displayName: "OIDC" },
];

const names: ReadonlySet<string> = new Set(
  oauth2Providers.map(({ name }) => name),
);

/** Whether there is a provider of the name. */
export function isKnownProvider(name: string): boolean {
  return names.has(name);
}
