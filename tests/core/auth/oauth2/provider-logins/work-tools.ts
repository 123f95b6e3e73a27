import { jane, noEmail, unknown, type ProviderLogin } from "./login.ts";

/** @see OpenID Connect Core 1.0, section 5.3.2 */
const openIdLogin = {
  answer: {
    sub: "248289761001",
    name: "Jane Doe",
    given_name: "Jane",
    family_name: "Doe",
    preferred_username: "j.doe",
    email: jane,
    email_verified: true,
    picture: "http://example.com/janedoe/me.jpg",
  },
  user: {
    id: "248289761001",
    name: "Jane Doe",
    username: "j.doe",
    email: jane,
    avatarURL: "http://example.com/janedoe/me.jpg",
  },
};

/** Tools that people work with, and standard OpenID Connect. */
export const workTools: readonly ProviderLogin[] = [
  {
    provider: "linear",
    answer: {
      data: {
        viewer: {
          id: "9cfb482a-81e3-4154-b5b9-2c805e70a02d",
          displayName: "jane",
          name: "Jane Doe",
          email: jane,
          avatarUrl: "https://public.linear.app/jane.png",
          active: true,
        },
      },
    },
    asked: {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: {
        query:
          "query Me { viewer { id displayName name email avatarUrl active } }",
      },
    },
    user: {
      id: "9cfb482a-81e3-4154-b5b9-2c805e70a02d",
      name: "Jane Doe",
      username: "jane",
      email: jane,
      avatarURL: "https://public.linear.app/jane.png",
    },
    but: [
      {
        title: "an account that was suspended",
        answer: { data: { viewer: { active: false } } },
        user: "refused",
      },
      {
        title: "an error",
        answer: {
          errors: [{ message: "Authentication required" }],
          data: null,
        },
        user: "refused",
      },
    ],
  },
  {
    provider: "notion",
    answer: {
      object: "user",
      id: "16d84278-ab0e-484c-9bdd-b35da3bd8905",
      name: "pied piper",
      avatar_url: null,
      type: "bot",
      bot: {
        owner: {
          type: "user",
          user: {
            object: "user",
            id: "5389a034-eb5c-47b5-8a9e-f79c99ef166c",
            name: "Christine Makenotion",
            avatar_url:
              "https://s3-us-west-2.amazonaws.com/public.notion-static.com/a.jpg",
            type: "person",
            person: { email: "christine@makenotion.com" },
          },
        },
        workspace_name: "Makenotion",
      },
    },
    asked: { headers: { "notion-version": "2022-06-28" } },
    user: {
      id: "5389a034-eb5c-47b5-8a9e-f79c99ef166c",
      name: "Christine Makenotion",
      username: "",
      email: "christine@makenotion.com",
      avatarURL:
        "https://s3-us-west-2.amazonaws.com/public.notion-static.com/a.jpg",
    },
    but: [
      {
        title: "a bot that is a workspace's own",
        answer: {
          bot: { owner: { type: "workspace", workspace: true, user: null } },
        },
        user: "refused",
      },
    ],
  },
  {
    provider: "monday",
    answer: {
      data: {
        me: {
          id: "4012689",
          enabled: true,
          name: "Jane Doe",
          email: jane,
          is_verified: true,
          photo_small:
            "https://files.monday.com/use1/photos/4012689/small/a.jpg",
        },
      },
      account_id: 1825528,
    },
    asked: {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: {
        query: "query { me { id enabled name email is_verified photo_small } }",
      },
    },
    user: {
      id: "4012689",
      name: "Jane Doe",
      username: "",
      email: jane,
      avatarURL: "https://files.monday.com/use1/photos/4012689/small/a.jpg",
    },
    but: [
      {
        title: "an address that is not verified",
        answer: { data: { me: { is_verified: false } } },
        user: noEmail,
      },
      {
        title: "an account that was disabled",
        answer: { data: { me: { enabled: false } } },
        user: "refused",
      },
    ],
  },
  {
    provider: "lark",
    answer: {
      code: 0,
      msg: "success",
      data: {
        name: "zhangsan",
        en_name: "zhangsan",
        avatar_url: "https://www.feishu.cn/avatar/icon",
        open_id: "ou-caecc734c2e3328a62489fe0648c4b98779515d3",
        union_id: "on-d89jhsdhjsajkda7828enjdj328ydhhw3u43yjhdj",
        email: "zhangsan@feishu.cn",
        tenant_key: "736588c92lxf175d",
      },
    },
    user: {
      ...unknown,
      id: "on-d89jhsdhjsajkda7828enjdj328ydhhw3u43yjhdj",
      name: "zhangsan",
      avatarURL: "https://www.feishu.cn/avatar/icon",
    },
    but: [
      {
        title: "an error with status 200",
        answer: {
          code: 20005,
          msg: "The user access token passed is invalid",
          data: null,
        },
        user: "refused",
      },
    ],
  },
  {
    provider: "box",
    answer: {
      type: "user",
      id: "11446498",
      name: "Aaron Levie",
      login: "ceo@example.com",
      language: "en",
      status: "active",
      avatar_url: "https://www.box.com/api/avatar/large/181216415",
      notification_email: { email: "other@example.com", is_confirmed: true },
    },
    user: {
      id: "11446498",
      name: "Aaron Levie",
      username: "",
      email: "ceo@example.com",
      avatarURL: "https://www.box.com/api/avatar/large/181216415",
    },
    but: [
      {
        title: "an inactive account",
        answer: { status: "inactive" },
        user: "refused",
      },
      {
        title: "an account that may not write",
        answer: { status: "cannot_delete_edit" },
        user: "refused",
      },
      {
        title: "an account of unknown state",
        answer: { status: null },
        user: "refused",
      },
    ],
  },
  {
    provider: "livechat",
    answer: {
      account_id: "b7eff798-f8df-4364-8059-649c35c9ed0c",
      name: "Jane Doe",
      email: jane,
      email_verified: true,
      avatar_url: "https://cdn.livechat-files.com/api/file/lc/img/a.png",
    },
    user: {
      id: "b7eff798-f8df-4364-8059-649c35c9ed0c",
      name: "Jane Doe",
      username: "",
      email: jane,
      avatarURL: "https://cdn.livechat-files.com/api/file/lc/img/a.png",
    },
    but: [
      {
        title: "an address that is not verified",
        answer: { email_verified: false },
        user: noEmail,
      },
      {
        title: 'an address that is "verified"',
        answer: { email_verified: "false" },
        user: noEmail,
      },
    ],
  },
  {
    provider: "mailcow",
    answer: {
      success: true,
      username: "jane.doe@mail.example.com",
      id: "jane.doe@mail.example.com",
      identifier: "jane.doe@mail.example.com",
      email: "jane.doe@mail.example.com",
      full_name: "Jane Doe",
      displayName: "Jane Doe",
      created: "2024-01-01 10:00:00",
      modified: null,
      active: 1,
    },
    user: {
      id: "jane.doe@mail.example.com",
      name: "Jane Doe",
      username: "jane.doe",
      email: "jane.doe@mail.example.com",
      avatarURL: "",
    },
    but: [
      {
        title: "a plain user name",
        answer: { username: "jane" },
        user: { username: "jane" },
      },
      {
        title: "a mailbox that is switched off",
        answer: { active: 0 },
        user: "refused",
      },
      {
        title: "a mailbox that may only receive",
        answer: { active: 2 },
        user: "refused",
      },
    ],
  },
  {
    provider: "planningcenter",
    answer: {
      data: {
        type: "Person",
        id: "1123581321",
        attributes: {
          avatar:
            "https://avatars.planningcenteronline.com/uploads/initials/JD.png",
          first_name: "Jane",
          last_name: "Doe",
          name: "Jane Doe",
          login_identifier: jane,
          status: "active",
        },
      },
    },
    user: {
      ...unknown,
      id: "1123581321",
      name: "Jane Doe",
      avatarURL:
        "https://avatars.planningcenteronline.com/uploads/initials/JD.png",
    },
    but: [
      {
        title: "an inactive person",
        answer: { data: { attributes: { status: "inactive" } } },
        user: "refused",
      },
      {
        title: "a person of unknown state",
        answer: { data: { attributes: { status: null } } },
        user: "refused",
      },
    ],
  },
  {
    provider: "oidc",
    ...openIdLogin,
    but: [
      ...["true", "True", "1", 1].map((flag) => ({
        title: `an address that is verified by ${JSON.stringify(flag)}`,
        answer: { email_verified: flag },
        user: {},
      })),
      ...[false, "false", "0", "true\n", 0, null, "", {}, []].map((flag) => ({
        title: `an address that is not verified by ${JSON.stringify(flag)}`,
        answer: { email_verified: flag },
        user: noEmail,
      })),
      { title: "no subject", answer: { sub: null }, user: "refused" },
    ],
  },
  {
    provider: "oidc2",
    ...openIdLogin,
  },
  {
    provider: "oidc3",
    ...openIdLogin,
  },
];
