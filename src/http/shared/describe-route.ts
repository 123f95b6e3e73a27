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
  /** The status of the answer; 200 when absent, or 204 without a body. */
  readonly status?: number;
  /** The answer's body. */
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

/** A whole number. TypeBox's own comes through Elysia as "a number or a text like one". */
export function integer(options: { readonly [keyword: string]: unknown } = {}) {
  return t.Unsafe<number>({ ...options, type: "integer" });
}

/** An object with any keys. */
export function anyObject(description?: string): TSchema {
  return t.Object({}, { additionalProperties: true, description });
}

/** What the routes of an API have in common. */
export interface ApiConventions {
  /** The body of a refusal. */
  readonly refusal: TSchema;
  /** What goes wrong with any route, by status. */
  readonly errors: Readonly<Record<number, string>>;
  /** The name of the security scheme that logins are sent by. */
  readonly tokenScheme: string;
}

/** Makes what writes descriptions of an API's routes in OpenAPI's words. */
export function describeRoutes({
  refusal,
  errors,
  tokenScheme,
}: ApiConventions): (route: RouteDescription) => DocumentDecoration {
  // Clients made from the document send a token only where it is named; `{}` is nobody's.
  const security = {
    required: [{ [tokenScheme]: [] }],
    optional: [{ [tokenScheme]: [] }, {}],
  };
  return (route) => {
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
          ? { [route.status ?? 204]: { description: "Done." } }
          : {
              [route.status ?? 200]: {
                ...described("Success.", route.answer, route.answerType),
                ...(route.answerHeaders && {
                  headers: describeHeaders(route.answerHeaders),
                }),
              },
            }),
        ...Object.fromEntries(
          Object.entries<string | RefusalDescription>({
            ...errors,
            ...route.errors,
            ...(route.body && { 413: "The body is too large." }),
          }).map(([status, error]) => [
            status,
            typeof error === "string"
              ? described(error, refusal)
              : described(error.when, error.answer),
          ]),
        ),
      },
    };
  };
}

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
export function openApi(schema: TSchema): object {
  return schema;
}
