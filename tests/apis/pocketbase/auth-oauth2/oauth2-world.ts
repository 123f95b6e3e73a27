import { afterAll } from "bun:test";
import { openTestApp, type TestApp } from "../../../http/open-test-app.ts";
import {
  type OpenIdProvider,
  startOpenIdProvider,
} from "../../../support/openid-provider.ts";

/** What auth-methods says of one provider. */
export interface ListedProvider {
  readonly name: string;
  readonly displayName: string;
  readonly logo: string;
  readonly state: string;
  readonly authURL: string;
  readonly authUrl: string;
  readonly codeVerifier: string;
  readonly codeChallenge: string;
  readonly codeChallengeMethod: string;
}

export interface OAuth2Answer {
  readonly token: string;
  readonly record: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly meta: Readonly<Record<string, unknown>>;
}

/** A user's return from the provider, ready to be sent to auth-with-oauth2. */
export type Return = {
  readonly provider: string;
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectURL: string;
};

/** An app whose `users` log in with a real OpenID provider. */
export interface OAuth2World {
  readonly api: TestApp;
  readonly openid: OpenIdProvider;
  /** Changes the `oauth2` options of `users`. */
  configure(oauth2: Readonly<Record<string, unknown>>): Promise<void>;
  /** Sends a user to the provider and back. */
  visit(login: string): Promise<Return>;
  /** Sends what a user came back with. */
  send(
    body: Readonly<Record<string, unknown>>,
    token?: string,
  ): Promise<Response>;
  /** The whole login, which has to succeed. */
  logIn(
    login: string,
    extra?: Readonly<Record<string, unknown>>,
    token?: string,
  ): Promise<OAuth2Answer>;
  /** Creates a user of `users` with a password. */
  createUser(values: Readonly<Record<string, unknown>>): Promise<string>;
  /** A token, or undefined if the password is wrong. */
  passwordToken(identity: string): Promise<string | undefined>;
  /** What a token is answered with where a login is needed. */
  tokenStatus(token: string): Promise<number>;
  /** Links of a record as `provider:providerId`. */
  linksOf(id: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export const password = "a good password";

export async function openOAuth2World(): Promise<OAuth2World> {
  const openid = await startOpenIdProvider();
  const api = await openTestApp();
  const configure = async (oauth2: Readonly<Record<string, unknown>>) => {
    const response = await api.sudo("PATCH /api/collections/users", {
      json: { oauth2 },
    });
    if (!response.ok) throw new Error(await response.text());
  };
  await configure({ enabled: true, providers: [openid.config] });
  await allowMissingEmails(api);

  const visit = async (login: string): Promise<Return> => {
    const { authURL, codeVerifier } = await listed(api);
    const back = await openid.visit(authURL, login);
    return {
      provider: "oidc",
      code: back.get("code") ?? "",
      codeVerifier,
      redirectURL: openid.redirectURL,
    };
  };
  const send = (body: Readonly<Record<string, unknown>>, token?: string) =>
    api.send("POST /api/collections/users/auth-with-oauth2", {
      json: body,
      ...(token !== undefined && { token }),
    });
  return {
    api,
    openid,
    configure,
    visit,
    send,

    async logIn(login, extra = {}, token) {
      const back = await visit(login);
      const response = await send({ ...back, ...extra }, token);
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as OAuth2Answer;
    },

    async createUser(values) {
      const response = await api.sudo("POST /api/collections/users/records", {
        json: { password, passwordConfirm: password, ...values },
      });
      if (!response.ok) throw new Error(await response.text());
      return ((await response.json()) as { id: string }).id;
    },

    async passwordToken(identity) {
      const response = await api.send(
        "POST /api/collections/users/auth-with-password",
        { json: { identity, password } },
      );
      if (response.status === 400) return undefined;
      return ((await response.json()) as OAuth2Answer).token;
    },

    async tokenStatus(token) {
      const line = "POST /api/collections/users/auth-refresh";
      return (await api.send(line, { token })).status;
    },

    async linksOf(id) {
      const rows = await api.app.records.findAllBy(
        api.app.collections.find("_externalAuths")!,
        { recordRef: id },
      );
      return rows.map(
        ({ values }) =>
          `${String(values["provider"])}:${String(values["providerId"])}`,
      );
    },

    async close() {
      await api.close();
      await openid.close();
    },
  };
}

/** A world for all tests of a file, closed after them. */
export async function shareOAuth2World(): Promise<OAuth2World> {
  const world = await openOAuth2World();
  afterAll(() => world.close());
  return world;
}

/** Not every provider gives an address. */
async function allowMissingEmails(api: TestApp): Promise<void> {
  const users = await api.sudo("GET /api/collections/users");
  const { fields } = (await users.json()) as { fields: { name: string }[] };
  await api.sudo("PATCH /api/collections/users", {
    json: {
      fields: fields.map((field) =>
        field.name === "email" ? { ...field, required: false } : field,
      ),
    },
  });
}

/** The first provider that auth-methods lists. */
export async function listed(api: TestApp): Promise<ListedProvider> {
  const response = await api.send("GET /api/collections/users/auth-methods");
  const { oauth2 } = (await response.json()) as {
    oauth2: { providers: ListedProvider[] };
  };
  return oauth2.providers[0]!;
}
