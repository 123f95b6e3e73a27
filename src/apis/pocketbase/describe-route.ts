import { type DocumentDecoration, t, type TSchema } from "elysia";
import {
  anyObject,
  describeRoutes,
  integer,
  openApi,
  type RouteDescription,
} from "../../http/shared/describe-route.ts";

/** The name of the security scheme in the OpenAPI document. */
export const tokenScheme = "token";

/** Query parameters that many routes know. */
export const commonQuery = {
  fields: t.String({
    description:
      "Fields of the answer to return, comma separated; `*` for all of a level, `:excerpt(max, ellipsis)` for the beginning of a text.",
  }),
  expand: t.String({
    description:
      "Relations to expand, comma separated, with dots up to six levels deep.",
  }),
  page: integer({ minimum: 1, default: 1 }),
  perPage: integer({ minimum: 1, maximum: 1000, default: 30 }),
  sort: t.String({
    description:
      "Fields to sort by, comma separated; `-` in front: descending.",
  }),
  filter: t.String({ description: "A filter expression." }),
  skipTotal: t.Boolean({
    description: "Do not count; the totals are -1 then.",
  }),
};

/** Schemas that the document has under a name. */
export const namedSchemas = {
  Error: openApi(
    t.Object({
      status: integer(),
      message: t.String(),
      data: anyObject(
        "What is wrong with the values that were sent, by name: an object with code, message and maybe params.",
      ),
    }),
  ),
};
/** The body of a refusal. */
export const errorReference = t.Unsafe({ $ref: "#/components/schemas/Error" });

/** One page of a list of these. @param more what else such pages have */
export function pageOf(
  item: TSchema,
  more: Readonly<Record<string, TSchema>> = {},
): TSchema {
  return t.Object({
    page: integer(),
    perPage: integer(),
    totalItems: integer(),
    totalPages: integer(),
    items: t.Array(item),
    ...more,
  });
}

/** Writes the description of a route in OpenAPI's words. */
export const describeRoute = describeRoutes({
  refusal: errorReference,
  errors: {
    429: "Too many requests, as the settings limit them; `Retry-After` says when to come back.",
  },
  tokenScheme,
});

/**
 * As `describeRoute`, for a chapter whose routes are for superusers: their descriptions need not say so, nor how others are
 * refused.
 */
export function describeForSuperusers(
  tag: string,
): (route: Omit<RouteDescription, "tag" | "login">) => DocumentDecoration {
  return (route) =>
    describeRoute({
      ...route,
      tag,
      login: "required",
      errors: { ...superusersOnly, ...route.errors },
    });
}

const superusersOnly = {
  401: "Nobody is logged in.",
  403: "The login is no superuser's.",
};
