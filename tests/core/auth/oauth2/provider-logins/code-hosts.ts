import { jane, noEmail, unknown, type ProviderLogin } from "./login.ts";

/** Where code lives. */
export const codeHosts: readonly ProviderLogin[] = [
  {
    provider: "github",
    answer: {
      login: "octocat",
      id: 583231,
      node_id: "MDQ6VXNlcjE=",
      avatar_url: "https://avatars.githubusercontent.com/u/583231?v=4",
      type: "User",
      site_admin: false,
      name: "The Octocat",
      email: "public@example.com",
    },
    also: {
      path: "/user/emails",
      answer: [
        { email: "first@example.com", verified: true, primary: false },
        {
          email: "octocat@example.com",
          verified: true,
          primary: true,
          visibility: "private",
        },
      ],
    },
    user: {
      id: "583231",
      name: "The Octocat",
      username: "octocat",
      email: "octocat@example.com",
      avatarURL: "https://avatars.githubusercontent.com/u/583231?v=4",
    },
    but: [
      {
        title: "a primary address that is not verified",
        also: {
          answer: [
            { email: "first@example.com", verified: true, primary: false },
            { email: jane, verified: false, primary: true },
          ],
        },
        user: noEmail,
      },
      ...[401, 403, 404].map((status) => ({
        title: `addresses refused with ${status}`,
        also: { status, answer: { message: "Not Found" } },
        user: noEmail,
      })),
      {
        title: "addresses that cannot be had now",
        also: { status: 500, answer: {} },
        user: "refused",
      },
      { title: "the id 0", answer: { id: 0 }, user: "refused" },
      { title: "no name", answer: { name: null }, user: { name: "" } },
    ],
  },
  {
    provider: "gitlab",
    answer: {
      id: 1,
      username: "john_smith",
      email: "john@example.com",
      name: "John Smith",
      state: "active",
      locked: false,
      avatar_url: "https://gitlab.com/uploads/-/system/user/avatar/1/index.jpg",
      web_url: "https://gitlab.com/john_smith",
      confirmed_at: "2012-05-23T09:05:22.123Z",
    },
    user: {
      id: "1",
      name: "John Smith",
      username: "john_smith",
      email: "john@example.com",
      avatarURL: "https://gitlab.com/uploads/-/system/user/avatar/1/index.jpg",
    },
    but: [
      {
        title: "an address that is not confirmed",
        answer: { confirmed_at: null },
        user: noEmail,
      },
      {
        title: "a confirmation that is no time",
        answer: { confirmed_at: "soon" },
        user: noEmail,
      },
      {
        title: "the time that stands for none",
        answer: { confirmed_at: "0001-01-01T00:00:00Z" },
        user: noEmail,
      },
    ],
  },
  {
    provider: "bitbucket",
    answer: {
      type: "user",
      uuid: "{d301aafa-d676-4ee0-88be-962be7417567}",
      account_id: "557058:8a5a3b4c",
      username: "evzijst",
      nickname: "evzijst",
      display_name: "Erik van Zijst",
      account_status: "active",
      links: { avatar: { href: "https://bitbucket.org/account/evzijst/32" } },
    },
    also: {
      path: "/2.0/user/emails",
      answer: {
        values: [
          { email: "old@example.com", is_primary: false, is_confirmed: true },
          { email: "erik@example.com", is_primary: true, is_confirmed: true },
        ],
        page: 1,
      },
    },
    user: {
      id: "{d301aafa-d676-4ee0-88be-962be7417567}",
      name: "Erik van Zijst",
      username: "evzijst",
      email: "erik@example.com",
      avatarURL: "https://bitbucket.org/account/evzijst/32",
    },
    but: [
      {
        title: "a primary address that is not confirmed",
        also: {
          answer: {
            values: [{ email: jane, is_primary: true, is_confirmed: false }],
          },
        },
        user: noEmail,
      },
      {
        title: "addresses refused",
        also: { status: 403, answer: {} },
        user: noEmail,
      },
      {
        title: "an inactive account",
        answer: { account_status: "inactive" },
        user: "refused",
      },
      {
        title: "an account of unknown state",
        answer: { account_status: null },
        user: "refused",
      },
    ],
  },
  {
    provider: "gitee",
    answer: {
      id: 12285415,
      login: "zhang",
      name: "张三",
      avatar_url: "https://gitee.com/assets/no_portrait.png",
      email: "zhang@example.com",
    },
    user: {
      id: "12285415",
      name: "张三",
      username: "zhang",
      email: "zhang@example.com",
      avatarURL: "https://gitee.com/assets/no_portrait.png",
    },
  },
  {
    provider: "gitee",
    answer: { id: 12285415, login: "zhang", name: "张三", email: "未公开邮箱" },
    also: {
      path: "/api/v5/emails",
      answer: [
        { email: "a@example.com", state: "confirmed", scope: ["committed"] },
        { email: "b@example.com", state: "unconfirmed", scope: ["primary"] },
        {
          email: "c@example.com",
          state: "confirmed",
          scope: ["notified", "primary"],
        },
      ],
    },
    user: {
      ...unknown,
      id: "12285415",
      name: "张三",
      username: "zhang",
      email: "c@example.com",
    },
    but: [
      {
        title: "addresses refused",
        also: { status: 403, answer: {} },
        user: noEmail,
      },
      {
        title: "addresses kept private",
        also: { answer: { email: "12285415+zhang@user.noreply.gitee.com" } },
        user: noEmail,
      },
    ],
  },
  {
    provider: "gitea",
    answer: {
      id: 7,
      login: "jane",
      login_name: "",
      full_name: "Jane Doe",
      email: "jane@noreply.gitea.com",
      avatar_url: "https://gitea.com/avatars/7",
      is_admin: false,
      active: true,
    },
    also: {
      path: "/api/v1/user/emails",
      answer: [
        { email: jane, verified: true, primary: true, user_id: 7 },
        { email: "b@example.com", verified: true, primary: false, user_id: 7 },
      ],
    },
    user: {
      id: "7",
      name: "Jane Doe",
      username: "jane",
      email: jane,
      avatarURL: "https://gitea.com/avatars/7",
    },
    but: [
      {
        title: "a primary address that is not verified",
        also: { answer: [{ email: jane, verified: false, primary: true }] },
        user: noEmail,
      },
      {
        title: "addresses refused",
        also: { status: 404, answer: {} },
        user: noEmail,
      },
      {
        title: "an inactive account",
        answer: { active: false },
        user: "refused",
      },
    ],
  },
  {
    provider: "wakatime",
    answer: {
      data: {
        id: "5a9e1c7b-5ff6-4a3a-8f4a-1c8a0e4d2f11",
        has_premium_features: false,
        display_name: "Alan Hamlett",
        full_name: "Alan Hamlett",
        email: "alan@example.com",
        photo: "https://wakatime.com/photo/5a9e1c7b",
        photo_public: true,
        is_email_public: false,
        is_email_confirmed: true,
        username: "alan",
      },
    },
    user: {
      id: "5a9e1c7b-5ff6-4a3a-8f4a-1c8a0e4d2f11",
      name: "Alan Hamlett",
      username: "alan",
      email: "alan@example.com",
      avatarURL: "https://wakatime.com/photo/5a9e1c7b",
    },
    but: [
      {
        title: "an address that is not confirmed",
        answer: { data: { is_email_confirmed: false } },
        user: noEmail,
      },
      {
        title: "a photo that is not public",
        answer: { data: { photo_public: false } },
        user: { avatarURL: "" },
      },
    ],
  },
];
