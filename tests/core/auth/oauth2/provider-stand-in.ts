import type {
  ExternalUser,
  ProviderOptions,
} from "../../../../src/core/auth/oauth2/provider.ts";
import {
  createProviderFetch,
  type ProviderFetch,
} from "../../../../src/core/auth/oauth2/provider-fetch.ts";
import { createProviderSession } from "../../../../src/core/auth/oauth2/provider-session.ts";
import { readObject } from "../../../../src/core/auth/oauth2/providers/read-user.ts";
import { oauth2ProviderNamed } from "../../../../src/core/auth/oauth2/providers/index.ts";
import type { Json, JsonObject } from "../../../../src/core/json.ts";

/** A request that the stand-in had. */
export interface AskedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

export interface StandInAnswer {
  readonly status?: number;
  /** Undefined: `text` is sent as it is. */
  readonly answer?: Json;
  readonly text?: string;
}

/** A server that stands for a provider. */
export interface ProviderStandIn extends Disposable {
  readonly origin: string;
  readonly asked: readonly AskedRequest[];
}

/** Starts a server that answers by path and query; others are 404. */
export function standIn(
  answers: Readonly<Record<string, StandInAnswer>>,
): ProviderStandIn {
  const asked: AskedRequest[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const text = await request.text();
      asked.push({
        method: request.method,
        path: pathname + search,
        headers: Object.fromEntries(request.headers),
        body: text === "" ? null : (JSON.parse(text) as Json),
      });
      const answer = answers[pathname + search];
      if (answer === undefined) return new Response("", { status: 404 });
      return new Response(answer.text ?? JSON.stringify(answer.answer), {
        status: answer.status ?? 200,
        headers: { "content-type": "application/json" },
      });
    },
  });
  return {
    origin: server.url.origin,
    asked,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

/** Somebody logs in with a provider whose tokens have been fetched. */
export async function logInWith(
  name: string,
  login: {
    readonly userInfoURL: string;
    readonly extra?: JsonObject;
    readonly tokens?: JsonObject;
    /** Where another host's requests are to go instead. */
    readonly reroute?: Readonly<Record<string, string>>;
  },
): Promise<{ readonly user: ExternalUser; readonly raw: JsonObject }> {
  const provider = oauth2ProviderNamed(name)!;
  const { userInfoURL, extra = {}, tokens = {}, reroute = {} } = login;
  const { displayName, authURL, tokenURL, pkce, scopes } = provider;
  const options: ProviderOptions = {
    name,
    displayName,
    clientId: "client",
    clientSecret: "secret",
    authURL,
    tokenURL,
    userInfoURL,
    pkce,
    scopes,
    extra,
  };
  const fetch = createProviderFetch();
  const rerouted: ProviderFetch = (url, init) => {
    const { origin, pathname, search } = new URL(url);
    return fetch((reroute[origin] ?? origin) + pathname + search, init);
  };
  const session = createProviderSession(
    options,
    {
      accessToken: "access",
      refreshToken: "",
      expiry: undefined,
      raw: { access_token: "access", ...tokens },
    },
    rerouted,
  );
  const raw = readObject(
    (await provider.fetchUser?.(session)) ??
      (await session.request(userInfoURL)),
  );
  return { raw, user: await provider.readUser(raw, session) };
}
