import { jane, noEmail, unknown, type ProviderLogin } from "./login.ts";

/** Accounts that people have anyway. */
export const everydayAccounts: readonly ProviderLogin[] = [
  {
    provider: "google",
    answer: {
      sub: "110169484474386276334",
      name: "Jane Doe",
      given_name: "Jane",
      family_name: "Doe",
      picture: "https://lh3.googleusercontent.com/a/jane=s96-c",
      email: jane,
      email_verified: true,
      hd: "example.com",
    },
    user: {
      ...unknown,
      id: "110169484474386276334",
      name: "Jane Doe",
      email: jane,
      avatarURL: "https://lh3.googleusercontent.com/a/jane=s96-c",
    },
    but: [
      {
        title: "an address that is not verified",
        answer: { email_verified: false },
        user: noEmail,
      },
      {
        title: "an address of which nothing is said",
        answer: { email_verified: null },
        user: noEmail,
      },
      { title: "no id", answer: { sub: "" }, user: "refused" },
    ],
  },
  {
    provider: "microsoft",
    answer: {
      "@odata.context":
        "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
      id: "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
      displayName: "Adele Vance",
      givenName: "Adele",
      mail: "AdeleV@contoso.com",
      userPrincipalName: "AdeleV@contoso.onmicrosoft.com",
    },
    user: {
      ...unknown,
      id: "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
      name: "Adele Vance",
      email: "AdeleV@contoso.com",
    },
    but: [{ title: "no mailbox", answer: { mail: null }, user: noEmail }],
  },
  {
    provider: "yandex",
    answer: {
      id: "1000034426",
      login: "ivan",
      client_id: "4760187d81bc4b7799476b42b5103713",
      display_name: "Ivan",
      real_name: "Ivan Ivanov",
      default_email: "ivan@yandex.ru",
      emails: ["ivan@yandex.ru"],
      default_avatar_id: "131652443/abc-1",
      is_avatar_empty: false,
      psuid: "1.AAceCw.tbHgw5DtJ9_zeqPrk-Ba2w",
    },
    user: {
      id: "1000034426",
      name: "Ivan Ivanov",
      username: "ivan",
      email: "ivan@yandex.ru",
      avatarURL:
        "https://avatars.yandex.net/get-yapic/131652443/abc-1/islands-200",
    },
    but: [
      {
        title: "no avatar",
        answer: { is_avatar_empty: true },
        user: { avatarURL: "" },
      },
    ],
  },
  {
    provider: "facebook",
    answer: {
      id: "10207372853745",
      name: "Jane Doe",
      email: jane,
      picture: {
        data: {
          height: 200,
          is_silhouette: false,
          url: "https://platform-lookaside.fbsbx.com/platform/profilepic/?asid=1",
          width: 200,
        },
      },
    },
    user: {
      id: "10207372853745",
      name: "Jane Doe",
      username: "",
      email: jane,
      avatarURL:
        "https://platform-lookaside.fbsbx.com/platform/profilepic/?asid=1",
    },
    but: [
      {
        title: "no address and no picture",
        answer: { email: null, picture: null },
        user: { email: "", avatarURL: "" },
      },
    ],
  },
  {
    provider: "instagram2",
    // 17 digits, of which a JavaScript number keeps 16
    answer: {
      id: "5428374690123",
      user_id: "17841405793187218",
      username: "jane.doe",
      name: "Jane Doe",
      account_type: "BUSINESS",
      profile_picture_url: "https://scontent.cdninstagram.com/v/jane.jpg",
      followers_count: 12,
      follows_count: 3,
      media_count: 7,
    },
    tokens: {
      user_id: 5428374690123,
      permissions: ["instagram_business_basic"],
    },
    rawUser: { permissions: ["instagram_business_basic"] },
    user: {
      id: "17841405793187218",
      name: "Jane Doe",
      username: "jane.doe",
      email: "",
      avatarURL: "https://scontent.cdninstagram.com/v/jane.jpg",
    },
  },
  {
    provider: "discord",
    answer: {
      id: "80351110224678912",
      username: "nelly",
      discriminator: "1337",
      global_name: "Nelly N.",
      avatar: "8342729096ea3675442027381ff50dfe",
      verified: true,
      email: "nelly@discord.com",
    },
    user: {
      id: "80351110224678912",
      name: "Nelly N.",
      username: "nelly",
      email: "nelly@discord.com",
      avatarURL:
        "https://cdn.discordapp.com/avatars/80351110224678912/8342729096ea3675442027381ff50dfe.png",
    },
    but: [
      {
        title: "no display name",
        answer: { global_name: null },
        user: { name: "nelly#1337" },
      },
      {
        title: "no display name, and a name of its own",
        answer: { global_name: null, discriminator: "0" },
        user: { name: "nelly" },
      },
      {
        title: "no avatar",
        answer: { avatar: null },
        user: { avatarURL: "" },
      },
      {
        title: "an address that is not verified",
        answer: { verified: false },
        user: noEmail,
      },
    ],
  },
  {
    provider: "twitter",
    answer: {
      data: {
        id: "2244994945",
        name: "X Dev",
        username: "TwitterDev",
        confirmed_email: "dev@example.com",
        profile_image_url: "https://pbs.twimg.com/profile_images/1/a.jpg",
      },
    },
    user: {
      id: "2244994945",
      name: "X Dev",
      username: "TwitterDev",
      email: "dev@example.com",
      avatarURL: "https://pbs.twimg.com/profile_images/1/a.jpg",
    },
    but: [
      {
        title: "only errors",
        answer: { data: null, errors: [{ title: "Forbidden" }] },
        user: "refused",
      },
    ],
  },
  {
    provider: "kakao",
    answer: {
      id: 123456789,
      connected_at: "2022-04-11T01:45:28Z",
      properties: {
        nickname: "홍길동",
        profile_image: "http://k.kakaocdn.net/dn/img_640x640.jpg",
      },
      kakao_account: {
        email_needs_agreement: false,
        is_email_valid: true,
        is_email_verified: true,
        email: "sample@sample.com",
      },
    },
    user: {
      id: "123456789",
      name: "",
      username: "홍길동",
      email: "sample@sample.com",
      avatarURL: "http://k.kakaocdn.net/dn/img_640x640.jpg",
    },
    but: [
      {
        title: "an address that another account has now",
        answer: { kakao_account: { is_email_valid: false } },
        user: noEmail,
      },
      {
        title: "an address that is not verified",
        answer: { kakao_account: { is_email_verified: false } },
        user: noEmail,
      },
    ],
  },
  {
    provider: "vk",
    answer: {
      response: [
        {
          id: 210700286,
          first_name: "Lindsey",
          last_name: "Stirling",
          screen_name: "lindseystirling",
          photo_max: "https://pp.userapi.com/c/a.jpg",
        },
      ],
    },
    tokens: { user_id: 210700286, email: "lindsey@example.com" },
    user: {
      id: "210700286",
      name: "Lindsey Stirling",
      username: "lindseystirling",
      email: "lindsey@example.com",
      avatarURL: "https://pp.userapi.com/c/a.jpg",
    },
    but: [
      {
        title: "one name",
        answer: { response: [{ id: 210700286, first_name: "Lindsey" }] },
        user: { name: "Lindsey", username: "", avatarURL: "" },
      },
      {
        title: "an address that was not allowed",
        tokens: { user_id: 210700286 },
        user: noEmail,
      },
      { title: "nobody", answer: { response: [] }, user: "refused" },
    ],
  },
];
