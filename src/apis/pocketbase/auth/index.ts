import { Elysia } from "elysia";
import type { Exchange } from "../exchange.ts";
import { emailChangeRoutes } from "./email-change.ts";
import { impersonateRoutes } from "./impersonate.ts";
import { loginRoutes } from "./login.ts";
import { oneTimePasswordRoutes } from "./one-time-password.ts";
import { oauth2Routes } from "./oauth2.ts";
import { passwordResetRoutes } from "./password-reset.ts";
import { verificationRoutes } from "./verification.ts";

/** Chapter "Auth record actions": one file per flow. */
export function authChapter(exchange: Exchange) {
  return new Elysia()
    .use(loginRoutes(exchange))
    .use(oauth2Routes(exchange))
    .use(oneTimePasswordRoutes(exchange))
    .use(verificationRoutes(exchange))
    .use(passwordResetRoutes(exchange))
    .use(emailChangeRoutes(exchange))
    .use(impersonateRoutes(exchange));
}
