/** What each provider's documentation says of it. */
export interface ProviderFacts {
  readonly name: string;
  readonly displayName: string;
  readonly pkce: boolean;
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  readonly scopes: readonly string[];
  /** Further parameters of the authorization request. */
  readonly authParameters: Readonly<Record<string, string>>;
}

/** A line each, in the order in which the API lists them; a dash where there is none. */
const table = `
apple | Apple | PKCE | https://appleid.apple.com/auth/authorize | https://appleid.apple.com/auth/token | - | name email | response_mode=form_post
google | Google | PKCE | https://accounts.google.com/o/oauth2/v2/auth | https://oauth2.googleapis.com/token | https://www.googleapis.com/oauth2/v3/userinfo | https://www.googleapis.com/auth/userinfo.profile https://www.googleapis.com/auth/userinfo.email | -
microsoft | Microsoft | PKCE | https://login.microsoftonline.com/common/oauth2/v2.0/authorize | https://login.microsoftonline.com/common/oauth2/v2.0/token | https://graph.microsoft.com/v1.0/me | User.Read | -
yandex | Yandex | PKCE | https://oauth.yandex.com/authorize | https://oauth.yandex.com/token | https://login.yandex.ru/info | login:email login:avatar login:info | -
facebook | Facebook | PKCE | https://www.facebook.com/v3.2/dialog/oauth | https://graph.facebook.com/v3.2/oauth/access_token | https://graph.facebook.com/me?fields=name,email,picture.type(large) | email | -
instagram2 | Instagram | PKCE | https://www.instagram.com/oauth/authorize | https://api.instagram.com/oauth/access_token | https://graph.instagram.com/me?fields=id,username,account_type,user_id,name,profile_picture_url,followers_count,follows_count,media_count | instagram_business_basic | -
github | GitHub | PKCE | https://github.com/login/oauth/authorize | https://github.com/login/oauth/access_token | https://api.github.com/user | read:user user:email | -
gitlab | GitLab | PKCE | https://gitlab.com/oauth/authorize | https://gitlab.com/oauth/token | https://gitlab.com/api/v4/user | read_user | -
bitbucket | Bitbucket | - | https://bitbucket.org/site/oauth2/authorize | https://bitbucket.org/site/oauth2/access_token | https://api.bitbucket.org/2.0/user | account | -
gitee | Gitee | PKCE | https://gitee.com/oauth/authorize | https://gitee.com/oauth/token | https://gitee.com/api/v5/user | user_info emails | -
gitea | Gitea/Forgejo | PKCE | https://gitea.com/login/oauth/authorize | https://gitea.com/login/oauth/access_token | https://gitea.com/api/v1/user | read:user user:email | -
discord | Discord | PKCE | https://discord.com/api/oauth2/authorize | https://discord.com/api/oauth2/token | https://discord.com/api/users/@me | identify email | -
twitter | X/Twitter | PKCE | https://x.com/i/oauth2/authorize | https://api.x.com/2/oauth2/token | https://api.x.com/2/users/me?user.fields=id,name,username,profile_image_url,confirmed_email | users.read users.email tweet.read | -
kakao | Kakao | PKCE | https://kauth.kakao.com/oauth/authorize | https://kauth.kakao.com/oauth/token | https://kapi.kakao.com/v2/user/me | account_email profile_nickname profile_image | -
vk | ВКонтакте | - | https://oauth.vk.com/authorize | https://oauth.vk.com/access_token | https://api.vk.com/method/users.get?fields=photo_max,screen_name&v=5.131 | email | -
linear | Linear | - | https://linear.app/oauth/authorize | https://api.linear.app/oauth/token | https://api.linear.app/graphql | read | -
notion | Notion | PKCE | https://api.notion.com/v1/oauth/authorize | https://api.notion.com/v1/oauth/token | https://api.notion.com/v1/users/me | - | -
monday | monday.com | PKCE | https://auth.monday.com/oauth2/authorize | https://auth.monday.com/oauth2/token | https://api.monday.com/v2 | me:read | -
lark | Lark | PKCE | https://accounts.feishu.cn/open-apis/authen/v1/authorize | https://open.feishu.cn/open-apis/authen/v2/oauth/token | https://open.feishu.cn/open-apis/authen/v1/user_info | - | -
box | Box | PKCE | https://account.box.com/api/oauth2/authorize | https://api.box.com/oauth2/token | https://api.box.com/2.0/users/me | root_readonly | -
spotify | Spotify | PKCE | https://accounts.spotify.com/authorize | https://accounts.spotify.com/api/token | https://api.spotify.com/v1/me | user-read-private | -
trakt | Trakt | PKCE | https://trakt.tv/oauth/authorize | https://api.trakt.tv/oauth/token | https://api.trakt.tv/users/settings | - | -
twitch | Twitch | PKCE | https://id.twitch.tv/oauth2/authorize | https://id.twitch.tv/oauth2/token | https://api.twitch.tv/helix/users | user:read:email | -
patreon | Patreon | PKCE | https://www.patreon.com/oauth2/authorize | https://www.patreon.com/api/oauth2/token | https://www.patreon.com/api/oauth2/v2/identity?fields%5Buser%5D=full_name,email,vanity,image_url,is_email_verified | identity identity[email] | -
strava | Strava | PKCE | https://www.strava.com/oauth/authorize | https://www.strava.com/api/v3/oauth/token | https://www.strava.com/api/v3/athlete | profile:read_all | -
wakatime | WakaTime | PKCE | https://wakatime.com/oauth/authorize | https://wakatime.com/oauth/token | https://wakatime.com/api/v1/users/current | email | -
livechat | LiveChat | PKCE | https://accounts.livechat.com/ | https://accounts.livechat.com/token | https://accounts.livechat.com/v2/accounts/me | - | -
mailcow | mailcow | PKCE | - | - | - | profile | -
planningcenter | Planning Center | PKCE | https://api.planningcenteronline.com/oauth/authorize | https://api.planningcenteronline.com/oauth/token | https://api.planningcenteronline.com/people/v2/me | people | -
oidc | OIDC | PKCE | - | - | - | openid email profile | -
oidc2 | OIDC | PKCE | - | - | - | openid email profile | -
oidc3 | OIDC | PKCE | - | - | - | openid email profile | -
`;

export const providerFacts: readonly ProviderFacts[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const cells = line.split(" | ").map((cell) => (cell === "-" ? "" : cell));
    const [name, displayName, pkce, authURL, tokenURL, userInfoURL] = cells;
    return {
      name: name!,
      displayName: displayName!,
      pkce: pkce === "PKCE",
      authURL: authURL!,
      tokenURL: tokenURL!,
      userInfoURL: userInfoURL!,
      scopes: cells[6]!.split(" ").filter((scope) => scope !== ""),
      authParameters: Object.fromEntries(new URLSearchParams(cells[7])),
    };
  });
