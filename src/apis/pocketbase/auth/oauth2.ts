import { Elysia, t } from "elysia";
import { Invalid, TooLarge } from "../../../core/errors.ts";
import { readBody } from "../../../http/shared/body/read-body.ts";
import { parseQuery } from "../../../http/shared/query.ts";
import { describeRoute } from "../describe-route.ts";
import { anyObject } from "../../../http/shared/describe-route.ts";
import type { Exchange } from "../exchange.ts";
import {
  answerLogin,
  loginBody,
  loginErrors,
  loginQuery,
  loginSchema,
  path,
  tag,
} from "./auth-route.ts";

/** Bytes of what a provider's page posts: a state, a code, and perhaps a name. */
const maxRedirectBody = 64 * 1024;

/** The only places to which a user who comes back is sent on: nothing of the request gets into them. */
const page = "../_/#/auth/oauth2-redirect-";

/** Logins with a provider, and where its users come back to. */
export function oauth2Routes(exchange: Exchange) {
  const { auth, log } = exchange.app;

  /** Tells the client that waits, and sends the user to a page that says how it went. */
  function deliver(
    request: Request,
    answer: Readonly<Record<string, unknown>>,
  ): Response {
    const { state, code, error, user } = answer;
    const address = exchange.surroundings.clientAddress(request);
    const succeeded = auth.oauth2Redirects.deliver(
      address,
      { state: textOf(state), code: textOf(code), error: textOf(error) },
      textOf(user),
    );
    return redirect(request, succeeded ? "success" : "failure");
  }

  /** A HEAD only asks (link checkers do), and the code can be handed over once. */
  async function answerHead(request: Request): Promise<Response> {
    await exchange.admit(request);
    return redirect(request, "failure");
  }

  function redirect(
    request: Request,
    outcome: "success" | "failure",
  ): Response {
    const headers = new Headers(exchange.surroundings.headersFor(request).bare);
    headers.set("Location", page + outcome);
    // After a POST, 303 makes the browser come with a GET.
    const status = request.method === "POST" ? 303 : 307;
    return new Response(null, { status, headers });
  }

  const returned = {
    state: t.String(),
    code: t.String(),
    error: t.String({ description: "Why there is no code." }),
  };
  const summary = "OAuth2 redirect";
  const sentOn = "The user is sent on to a page that says how it went.";

  return new Elysia()
    .post(
      "/collections/:collection/auth-with-oauth2",
      ({ request, params }) =>
        answerLogin(
          exchange,
          request,
          params.collection,
          "authWithOAuth2",
          auth.withOAuth2,
        ),
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Auth with OAuth2",
          path,
          query: loginQuery,
          body: t.Object({
            ...loginBody,
            provider: t.String({ description: "Its name, such as google." }),
            code: t.String({
              description: "What the user came back from the provider with.",
            }),
            codeVerifier: t.Optional(
              t.String({ description: "The one of auth-methods." }),
            ),
            redirectURL: t.Optional(
              t.String({ description: "Where the provider sent the user to." }),
            ),
            createData: t.Optional(
              anyObject("Values for the record of someone new."),
            ),
          }),
          answer: loginSchema,
          login: "optional",
          errors: {
            ...loginErrors,
            400: "The provider does not know the code or the user, or the record cannot be created.",
            403: "OAuth2 logins are off, or a rule refuses.",
          },
        }),
      },
    )
    .get(
      "/oauth2-redirect",
      async ({ request }) => {
        await exchange.admit(request);
        return deliver(request, parseQuery(request.url));
      },
      {
        detail: {
          ...describeRoute({ tag, summary, query: returned }),
          responses: { 307: { description: sentOn } },
        },
      },
    )
    .head("/oauth2-redirect", ({ request }) => answerHead(request), {
      detail: { hide: true },
    })
    .post(
      "/oauth2-redirect",
      async ({ request }) => {
        await exchange.admit(request);
        try {
          const { values } = await readBody(request, maxRedirectBody);
          return deliver(request, values);
        } catch (error) {
          if (!(error instanceof Invalid || error instanceof TooLarge)) {
            throw error;
          }
          log.debug("an OAuth2 redirect cannot be read", { error });
          return deliver(request, {});
        }
      },
      {
        parse: "none",
        detail: {
          ...describeRoute({
            tag,
            summary,
            body: t.Partial(t.Object(returned)),
          }),
          responses: { 303: { description: sentOn } },
        },
      },
    );
}

/** Forms turn digits into numbers. */
function textOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : "";
}
