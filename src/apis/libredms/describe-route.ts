import { t, type TSchema } from "elysia";
import {
  describeRoutes,
  integer,
  openApi,
  type RefusalDescription,
} from "../../http/shared/describe-route.ts";

/** The name of the security scheme in the OpenAPI document. */
export const tokenScheme = "token";

/** Schemas that the document has under a name. */
export const namedSchemas = {
  Message: openApi(t.Object({ message: t.String() })),
};

/** A body that says something, and no more. */
export const messageReference = t.Unsafe({
  $ref: "#/components/schemas/Message",
});

/** Writes the description of a route in OpenAPI's words. */
export const describeRoute = describeRoutes({
  refusal: messageReference,
  errors: {
    429: "Too many requests, as the server's settings limit them; `Retry-After` says when to come back.",
  },
  tokenScheme,
});

/** A refusal, with what it says. */
export function saying(
  when: string,
  ...messages: readonly [string, ...string[]]
): RefusalDescription {
  return {
    when,
    answer: t.Object(
      { message: t.String({ examples: messages }) },
      { example: { message: messages[0] } },
    ),
  };
}

/** An answer that says something. */
export function messageOf(text: string): TSchema {
  return t.Object({ message: t.String() }, { example: { message: text } });
}

/** How those are refused who are not logged in. */
export const loginRefusals = {
  401: saying(
    "Nobody is logged in. Where the token is no longer good, an empty `x-access-token` comes with it.",
    "You need to be logged in to perform that action",
    "Access token is invalid",
  ),
};

/** The header with a token to go on with. */
export const tokenAnswer = {
  "x-access-token": t.String({ description: "A token for further requests." }),
};

/** The header that ends a login. */
export const emptyTokenAnswer = {
  "x-access-token": t.String({
    description: "Empty: the token is none any more.",
  }),
};

/** Query parameters of lists. */
export const listQuery = {
  limit: integer({
    minimum: 1,
    maximum: 1000,
    default: 10,
    description: "How many to return at most.",
  }),
  offset: integer({
    minimum: 0,
    default: 0,
    description: "How many to leave out before them.",
  }),
};

/** Query parameters of searches. */
export const searchQuery = {
  q: t.String({ description: "What to look for, in upper or lower case." }),
  query: t.String({ description: "The same, where there is no `q`." }),
  ...listQuery,
};

export const searchRefusal = saying(
  "Nothing is looked for.",
  "Please provide a valid query string for the search",
);

const exampleUser = {
  id: "7782b69c-8260-4c00-9a9e-d2485d8125a5",
  name: "Jane Doe",
  email: "jane@doe.com",
  isPrivate: true,
  roleId: 4,
  createdAt: "2017-06-16T14:23:38.838Z",
};

export const userSchema = t.Object(
  {
    id: t.String({ format: "uuid" }),
    name: t.String({ description: "First and last name." }),
    email: t.String({ format: "email" }),
    isPrivate: t.Boolean(),
    roleId: integer({ minimum: 1, maximum: 4 }),
    createdAt: t.String({ format: "date-time" }),
  },
  { example: exampleUser },
);

const exampleDocument = {
  id: "4617f1df-7395-4c2c-b9c8-703ae98fdc88",
  title: "Test Document",
  content: "Test content",
  access: "private",
  accesslevel: "view",
  type: "text",
  userId: exampleUser.id,
  userRole: 4,
  createdAt: "2017-06-16T18:01:08.951Z",
  updatedAt: "2017-06-16T18:01:08.951Z",
};

const access = t.Union(
  [t.Literal("private"), t.Literal("role"), t.Literal("public")],
  { default: "private" },
);
const accesslevel = t.Union([t.Literal("view"), t.Literal("comment")], {
  default: "view",
});
const type = t.Union([t.Literal("text"), t.Literal("quill")]);
const dates = {
  createdAt: t.String({ format: "date-time" }),
  updatedAt: t.String({ format: "date-time" }),
};

export const documentSchema = t.Object(
  {
    id: t.String({ format: "uuid" }),
    title: t.String(),
    content: t.String(),
    access,
    accesslevel,
    type,
    userId: t.String({ format: "uuid" }),
    userRole: integer({ minimum: 1, maximum: 4 }),
    ...dates,
  },
  { example: exampleDocument },
);

/** What of a document its owner may send. */
export const documentBody = {
  title: t.String(),
  content: t.Optional(
    t.String({ description: "Text, or the delta of a Quill editor." }),
  ),
  access: t.Optional(access),
  accesslevel: t.Optional(accesslevel),
};

const listedDocument = {
  id: t.String({ format: "uuid" }),
  title: t.String(),
  type,
  access,
  ...dates,
};

/** Lists of documents, with what they tell of the owners. */
export const ownedDocumentList = listOf(
  t.Object({
    ...listedDocument,
    userId: t.String({ format: "uuid" }),
    User: t.Nullable(
      t.Object({
        id: t.String({ format: "uuid" }),
        name: t.String(),
        roleId: integer(),
      }),
      { description: "The owner; null where it is deleted." },
    ),
  }),
);

export const documentList = listOf(t.Object(listedDocument));

export const userList = listOf(
  t.Object(
    { id: t.String({ format: "uuid" }), name: t.String() },
    { example: { id: exampleUser.id, name: exampleUser.name } },
  ),
);

export const roleSchema = t.Object(
  { id: integer(), label: t.String() },
  { example: { id: 2, label: "Administrator" } },
);

function listOf(item: TSchema): TSchema {
  return t.Object({
    list: t.Array(item),
    metadata: t.Object(
      {
        total: integer({ description: "Of the whole list." }),
        pages: integer(),
        currentPage: integer(),
        pageSize: integer(),
      },
      { example: { total: 2, pages: 1, currentPage: 1, pageSize: 10 } },
    ),
  });
}
