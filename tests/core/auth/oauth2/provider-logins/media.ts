import { noEmail, unknown, type ProviderLogin } from "./login.ts";

/** Music, films, games, sport. */
export const media: readonly ProviderLogin[] = [
  {
    provider: "spotify",
    answer: {
      country: "SE",
      display_name: "JM Wizzler",
      email: "email@example.com",
      id: "wizzler",
      images: [
        {
          height: 300,
          url: "https://i.scdn.co/image/ab67616d00001e02",
          width: 300,
        },
        {
          height: 64,
          url: "https://i.scdn.co/image/ab67616d00000000",
          width: 64,
        },
      ],
      product: "premium",
      type: "user",
    },
    user: {
      ...unknown,
      id: "wizzler",
      name: "JM Wizzler",
      avatarURL: "https://i.scdn.co/image/ab67616d00001e02",
    },
    but: [
      { title: "no image", answer: { images: [] }, user: { avatarURL: "" } },
    ],
  },
  {
    provider: "trakt",
    answer: {
      user: {
        username: "justin",
        private: false,
        name: "Justin Nemeth",
        vip: true,
        ids: {
          slug: "justin",
          uuid: "b6589fc6ab0dc82cf12099d1c2d40ab994e8410c",
        },
        images: {
          avatar: {
            full: "https://secure.gravatar.com/avatar/30c2f0dfbc39e48656f40498aa871e33",
          },
        },
      },
      account: { timezone: "America/Los_Angeles" },
    },
    asked: {
      headers: {
        "trakt-api-key": "client",
        "trakt-api-version": "2",
        "content-type": "application/json",
      },
    },
    user: {
      id: "b6589fc6ab0dc82cf12099d1c2d40ab994e8410c",
      name: "Justin Nemeth",
      username: "justin",
      email: "",
      avatarURL:
        "https://secure.gravatar.com/avatar/30c2f0dfbc39e48656f40498aa871e33",
    },
  },
  {
    provider: "twitch",
    answer: {
      data: [
        {
          id: "141981764",
          login: "twitchdev",
          display_name: "TwitchDev",
          type: "",
          broadcaster_type: "partner",
          profile_image_url:
            "https://static-cdn.jtvnw.net/jtv_user_pictures/a-300x300.png",
          view_count: 5980557,
          email: "not-real@email.com",
        },
      ],
    },
    asked: { headers: { "client-id": "client" } },
    user: {
      id: "141981764",
      name: "TwitchDev",
      username: "twitchdev",
      email: "not-real@email.com",
      avatarURL: "https://static-cdn.jtvnw.net/jtv_user_pictures/a-300x300.png",
    },
    but: [{ title: "nobody", answer: { data: [] }, user: "refused" }],
  },
  {
    provider: "patreon",
    answer: {
      data: {
        type: "user",
        id: "12345689",
        attributes: {
          full_name: "Platform Team",
          email: "platform@example.com",
          vanity: "platform",
          image_url: "https://c8.patreon.com/2/200/12345689",
          is_email_verified: true,
        },
      },
      links: { self: "https://www.patreon.com/api/oauth2/v2/user/12345689" },
    },
    user: {
      id: "12345689",
      name: "Platform Team",
      username: "platform",
      email: "platform@example.com",
      avatarURL: "https://c8.patreon.com/2/200/12345689",
    },
    but: [
      {
        title: "an address that is not verified",
        answer: { data: { attributes: { is_email_verified: false } } },
        user: noEmail,
      },
    ],
  },
  {
    provider: "strava",
    answer: {
      id: 1234567890987654,
      username: "marianne_t",
      resource_state: 3,
      firstname: "Marianne",
      lastname: "Teutenberg",
      city: "San Francisco",
      profile: "https://xxxxxx.cloudfront.net/pictures/athletes/large.jpg",
    },
    user: {
      id: "1234567890987654",
      name: "Marianne Teutenberg",
      username: "marianne_t",
      email: "",
      avatarURL: "https://xxxxxx.cloudfront.net/pictures/athletes/large.jpg",
    },
    but: [
      { title: "the id 0", answer: { id: 0 }, user: "refused" },
      {
        title: "one name",
        answer: { firstname: null },
        user: { name: "Teutenberg" },
      },
    ],
  },
];
