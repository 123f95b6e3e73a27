import { type DocumentDecoration, t, type TSchema } from "elysia";

/** What the OpenAPI document says of a route. Nothing of it judges requests: the core does. */
export interface RouteDescription {
  readonly tag: string;
  readonly summary: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, TSchema>>;
  /** Headers of the request that mean something here and nowhere else. */
  readonly headers?: Readonly<Record<string, TSchema>>;
  readonly body?: TSchema;
  /** The answer's body; without one the route answers 204. */
  readonly answer?: TSchema;
  /** The media type of the answer's body; JSON when absent. */
  readonly answerType?: string;
  readonly answerHeaders?: Readonly<Record<string, TSchema>>;
  /** What goes wrong, by status: when, and the answer's body where it is none of the usual ones. */
  readonly errors?: Readonly<Record<number, string | RefusalDescription>>;
  /** Whether the route is for those who are logged in only, or answers them differently; undefined: a login changes nothing. */
  readonly login?: "required" | "optional";
}

export interface RefusalDescription {
  readonly when: string;
  readonly answer: TSchema;
}

/** The name of the security scheme in the OpenAPI document. */
export const tokenScheme = "token";

/** Which logins a route takes. Clients made from the document send a token only where it is named; `{}` is nobody's. */
const security: Record<"required" | "optional", Record<string, string[]>[]> = {
  required: [{ [tokenScheme]: [] }],
  optional: [{ [tokenScheme]: [] }, {}],
};

/** A whole number. TypeBox's own comes through Elysia as "a number or a text like one". */
export function integer(options: { readonly [keyword: string]: unknown } = {}) {
  return t.Unsafe<number>({ ...options, type: "integer" });
}

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

/** An object with any keys. */
export function anyObject(description?: string): TSchema {
  return t.Object({}, { additionalProperties: true, description });
}

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
export function describeRoute(route: RouteDescription): DocumentDecoration {
  const parameters = [
    ...Object.entries(route.path ?? {}).map(([name, description]) => ({
      in: "path",
      name,
      required: true,
      description,
      schema: openApi(t.String()),
    })),
    ...optionalParameters("query", route.query),
    ...optionalParameters("header", route.headers),
  ];
  return {
    tags: [route.tag],
    summary: route.summary,
    parameters,
    ...(route.login && { security: security[route.login] }),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: { content: inEveryForm(openApi(route.body)) },
        }),
    responses: {
      ...(route.answer === undefined
        ? { 204: { description: "Done." } }
        : {
            200: {
              ...described("Success.", route.answer, route.answerType),
              ...(route.answerHeaders && {
                headers: describeHeaders(route.answerHeaders),
              }),
            },
          }),
      ...Object.fromEntries(
        Object.entries<string | RefusalDescription>({
          429: "Too many requests, as the settings limit them; `Retry-After` says when to come back.",
          ...route.errors,
          ...(route.body && { 413: "The body is too large." }),
        }).map(([status, error]) => [
          status,
          typeof error === "string"
            ? described(error, errorReference)
            : described(error.when, error.answer),
        ]),
      ),
    },
  };
}

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

function optionalParameters(
  place: "query" | "header",
  schemas: Readonly<Record<string, TSchema>> = {},
) {
  return Object.entries(schemas).map(([name, schema]) => ({
    in: place,
    name,
    required: false,
    description: schema.description,
    schema: openApi(schema),
  }));
}

/** Bodies are read in all of these, whatever the route. */
function inEveryForm(schema: object) {
  return {
    "application/json": { schema },
    "multipart/form-data": { schema },
    "application/x-www-form-urlencoded": { schema },
  };
}

function describeHeaders(headers: Readonly<Record<string, TSchema>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, schema]) => [
      name,
      { description: schema.description, schema: openApi(schema) },
    ]),
  );
}

function described(
  description: string,
  schema: TSchema,
  type = "application/json",
) {
  return { description, content: { [type]: { schema: openApi(schema) } } };
}

/** A TypeBox schema is a JSON schema, which OpenAPI's type does not know; writing it as JSON drops TypeBox's own marks. */
function openApi(schema: TSchema): object {
  return schema;
}
