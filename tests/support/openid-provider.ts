import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** What the provider knows of one of its users, whose login is also their id (`sub`). */
export interface OpenIdUser {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly preferred_username?: string;
  readonly picture?: string;
}

/** A real OpenID provider on a port of its own, with one client and no users at first. */
export interface OpenIdProvider {
  readonly issuer: string;
  /** The options of `oauth2.providers` under which a collection uses it. */
  readonly config: {
    readonly name: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly authURL: string;
    readonly tokenURL: string;
    readonly userInfoURL: string;
  };
  readonly jwksURL: string;
  /** Where it sends its users back to. */
  readonly redirectURL: string;
  /** Users by their login. Change what it knows of one by setting it again. */
  readonly users: Map<string, OpenIdUser>;
  /** How each request of a token was made: its form, and the `Authorization` header that came along. */
  readonly tokenRequests: {
    readonly form: URLSearchParams;
    readonly authorization: string | undefined;
  }[];
  /**
   * Does what a user does in a browser: opens the authorization URL, logs in, consents, and is sent back.
   * @param authURL as auth-methods gives it, ending in an empty redirect URI
   * @returns what the address that the user is sent back to says
   */
  visit(authURL: string, login: string): Promise<URLSearchParams>;
  /**
   * As `visit`, for a URL that has its redirect URI: one of `redirectURLs`.
   * @returns the address that the user is sent back to
   */
  follow(url: string, login: string): Promise<URL>;
  close(): Promise<void>;
}

const clientId = "hutch-tests";
const clientSecret = "a secret-with +special%characters:";

/**
 * @param options.credentials where the client's credentials have to be; other places are refused
 * @param options.redirectURLs where else users may be sent back to
 */
export async function startOpenIdProvider(
  options: {
    readonly credentials?: "client_secret_basic" | "client_secret_post";
    readonly redirectURLs?: readonly string[];
  } = {},
): Promise<OpenIdProvider> {
  const users = new Map<string, OpenIdUser>();
  const tokenRequests: OpenIdProvider["tokenRequests"] = [];
  const server = createServer();
  const port = await listen(server);
  const issuer = `http://127.0.0.1:${port}`;
  const redirectURL = "http://127.0.0.1:9/back";
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectURL, ...(options.redirectURLs ?? [])],
        token_endpoint_auth_method:
          options.credentials ?? "client_secret_basic",
      },
    ],
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name", "preferred_username", "picture"],
    },
    // The claims are in the ID token, too.
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    cookies: { keys: ["key"] },
    findAccount: (_context, login) => {
      const user = users.get(login);
      return (
        user && { accountId: login, claims: () => ({ ...user, sub: login }) }
      );
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url === "/token") {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        tokenRequests.push({
          form: new URLSearchParams(Buffer.concat(chunks).toString()),
          authorization: request.headers.authorization,
        });
      });
    }
    void answer(request, response);
  });
  return {
    issuer,
    config: {
      name: "oidc",
      clientId,
      clientSecret,
      authURL: `${issuer}/auth`,
      tokenURL: `${issuer}/token`,
      userInfoURL: `${issuer}/me`,
    },
    jwksURL: `${issuer}/jwks`,
    redirectURL,
    users,
    tokenRequests,
    async visit(authURL, login) {
      const url = authURL + encodeURIComponent(redirectURL);
      return (await visit(url, redirectURL, login)).searchParams;
    },
    follow: (url, login) =>
      visit(url, new URL(url).searchParams.get("redirect_uri") ?? "", login),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () =>
      done((server.address() as AddressInfo).port),
    );
  });
}

/** A browser with cookies that fills in the provider's own forms. */
async function visit(
  start: string,
  redirectURL: string,
  login: string,
): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 12; step++) {
    const response: Response = await fetch(url, {
      method: form === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: {
        cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
      },
      ...(form !== undefined && { body: form }),
    });
    form = undefined;
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split("=") ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location?.startsWith(redirectURL)) {
      return new URL(location);
    }
    if (location !== null) {
      url = new URL(location, url).href;
      continue;
    }
    const html = await response.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
    if (action === undefined || prompt === undefined) {
      throw new Error(`no form: ${response.status} ${html.slice(0, 500)}`);
    }
    url = new URL(action, url).href;
    form = new URLSearchParams({ prompt, login, password: "any" });
  }
  throw new Error("the provider sends the user around in circles");
}
