import { t } from "elysia";
import type { Auth } from "../../../core/auth/auth.ts";
import type { AuthCollection } from "../../../core/collections/collection.ts";
import { NotFound } from "../../../core/errors.ts";
import type { HttpRequestInfo } from "../../../http/shared/request-info.ts";
import { commonQuery } from "../describe-route.ts";
import { anyObject } from "../../../http/shared/describe-route.ts";
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

const mfaId = t.String({
  description:
    "Of the first factor, if this is the second; in the query or in the body.",
});

/** What every login takes. */
export const loginQuery = {
  expand: commonQuery.expand,
  fields: commonQuery.fields,
  mfaId,
};
export const loginBody = { mfaId: t.Optional(mfaId) };

/** What every login may be refused with. */
export const loginErrors = {
  401: {
    when: "This was the first factor, and a second one is needed.",
    answer: t.Object({
      mfaId: t.String({ description: "To send with the second factor." }),
    }),
  },
  404: "No such auth collection.",
  429: "The server is busy.",
};

/** @throws {NotFound} there is no such collection, or no logins in it */
export function authCollection(
  exchange: Exchange,
  nameOrId: string,
): AuthCollection {
  const message = "Missing or invalid auth collection context.";
  const collection = exchange.collection(nameOrId, message);
  if (collection.type !== "auth") throw new NotFound(message);
  return collection;
}

/**
 * Reads a body that is for a collection's logins, and gives the collection as it is by then: a body may be drawn out until
 * more is asked of who logs in.
 *
 * @throws {NotFound} as `authCollection`, before anything is read
 */
export async function receiveFor(
  exchange: Exchange,
  info: HttpRequestInfo,
  nameOrId: string,
): Promise<AuthCollection> {
  const { id } = authCollection(exchange, nameOrId);
  await exchange.receive(info);
  return authCollection(exchange, id);
}

/**
 * Answers a request to log in, in a way that it is given.
 *
 * @param action what rate limits call this way; all ways together are `auth`
 */
export async function answerLogin(
  exchange: Exchange,
  request: Request,
  nameOrId: string,
  action: string,
  logIn: Auth["withPassword"],
): Promise<Response> {
  const actions = [action, "auth"] as const;
  const info = await exchange.open(request, { collection: nameOrId, actions });
  const collection = await receiveFor(exchange, info, nameOrId);
  const { record, token, meta } = await logIn(collection, info.expand, info);
  return exchange.json(info, { record, token, ...(meta && { meta }) });
}

/**
 * Answers a request to take a step of a flow, of which there is nothing to tell.
 *
 * @param action what rate limits call it
 */
export async function answerStep(
  exchange: Exchange,
  request: Request,
  nameOrId: string,
  action: string,
  take: Auth["confirmVerification"],
): Promise<Response> {
  const actions = [action] as const;
  const info = await exchange.open(request, { collection: nameOrId, actions });
  const collection = await receiveFor(exchange, info, nameOrId);
  await take(collection, info);
  return exchange.nothing(request);
}
