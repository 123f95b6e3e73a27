import { t } from "elysia";
import { asAuthCollection } from "../../../core/auth/auth.ts";
import type { AuthCollection } from "../../../core/collections/collection.ts";
import { NotFound } from "../../../core/errors.ts";
import { anyObject } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { recordSchema } from "../records.ts";

/** What the routes of this chapter have in common. */
export const tag = "Auth";
export const path = { collection: "Name or id of an auth collection." };

/** What every login answers. */
export const loginSchema = t.Object({
  token: t.String(),
  record: recordSchema,
  meta: t.Optional(
    anyObject("What the OAuth2 provider said; for logins with one."),
  ),
});

/** @throws {NotFound} there is no such collection, or no logins in it */
export function authCollection(
  exchange: Exchange,
  nameOrId: string,
): AuthCollection {
  const message = "Missing or invalid auth collection context.";
  const collection = asAuthCollection(exchange.collection(nameOrId, message));
  if (collection === undefined) throw new NotFound(message);
  return collection;
}
