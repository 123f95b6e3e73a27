import { Elysia, t } from "elysia";
import { usersName } from "../collection-names.ts";
import {
  describeRoute,
  emptyTokenAnswer,
  loginRefusals,
  messageOf,
  saying,
  tokenAnswer,
  userSchema,
} from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { logIn } from "../logins/log-in.ts";
import { logOut } from "../logins/log-out.ts";
import { presentUser } from "../values/user-values.ts";

const tag = "Authentication";

/** Chapter "Authentication", but for signing up. */
export function authRoutes(exchange: Exchange) {
  const { app, tokens } = exchange;
  return new Elysia({ prefix: "/auth" })
    .post(
      "/login",
      async ({ request }) => {
        const info = exchange.open(request, [
          usersName,
          "authWithPassword",
          "auth",
        ]);
        const body = await exchange.receiveFromAnyone(info);
        const user = await logIn(app, exchange.users, body, info);
        const token = await tokens.issue(user);
        return exchange.json(info, presentUser(user), { token });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Log in",
          body: t.Object({ email: t.String(), password: t.String() }),
          answer: userSchema,
          answerHeaders: tokenAnswer,
          errors: {
            400: saying(
              "Something is missing, or no text.",
              "Please provide an email and password",
              "Please confirm that all fields are valid",
            ),
            403: saying(
              "The password is wrong.",
              "Failed to authenticate with provided credentials",
            ),
            404: saying(
              "Nobody has that address.",
              "No user with that email exists",
            ),
          },
        }),
      },
    )
    .post(
      "/logout",
      async ({ request }) => {
        const { info, token } = await exchange.openSession(request);
        await logOut(app, token);
        const message = "Logout successful!";
        return exchange.json(info, { message }, { token: "" });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Log out",
          login: "required",
          answer: messageOf("Logout successful!"),
          answerHeaders: emptyTokenAnswer,
          errors: loginRefusals,
        }),
      },
    );
}
