import { Elysia, t } from "elysia";
import { isPasswordOf } from "../../../core/auth/passwords/is-password-of.ts";
import { usersName } from "../collection-names.ts";
import {
  describeRoute,
  emptyTokenAnswer,
  listQuery,
  loginRefusals,
  messageOf,
  saying,
  tokenAnswer,
  userList,
  userSchema,
} from "../describe-route.ts";
import type { Exchange, Session } from "../exchange.ts";
import {
  findUndeleted,
  isAllowed,
  user as userWording,
} from "../find-record.ts";
import { find, presentList, readStretch } from "../lists.ts";
import {
  fixedIdentifier,
  notOwner,
  notPermitted,
  ownRole,
  Refusal,
} from "../refusal.ts";
import { superadministrator } from "../roles.ts";
import { deleteUser } from "../saving/delete-user.ts";
import { signUp } from "../saving/sign-up.ts";
import { updateUser } from "../saving/update-user.ts";
import {
  presentListedUser,
  presentUser,
  readNewUser,
  readUserChanges,
} from "../values/user-values.ts";

const tag = "Users";
const path = { id: "Id of the user." };

const badValues = saying(
  "A value is missing or wrong.",
  "name cannot be null",
  "Please provide a name",
  "Please provide a valid first and last name",
  "email cannot be null",
  "Please provide an email",
  "Please provide a valid email",
  "password cannot be null",
  "Please provide a password",
  "Passwords must be at least 8 characters",
  "Please confirm that all fields are valid",
);

/** What a user may say of itself, for the OpenAPI document. */
const userBody = {
  name: t.String({ description: "First and last name." }),
  email: t.String({ format: "email" }),
  password: t.String({ minLength: 8 }),
};
const isPrivate = t.Optional(t.Boolean({ default: true }));

/** Chapter "Users", and signing up. */
export function userRoutes(exchange: Exchange) {
  const { app, tokens } = exchange;

  return new Elysia({ prefix: "/users" })
    .post(
      "",
      async ({ request }) => {
        const info = exchange.open(request, [usersName, "create"]);
        const body = await exchange.receiveFromAnyone(info);
        if (body["roleId"]) throw ownRole();
        const values = readNewUser(body);
        const user = await signUp(app, exchange.users, values, info);
        const token = await tokens.issue(user);
        return exchange.json(info, presentUser(user), { status: 201, token });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Sign up",
          body: t.Object({ ...userBody, isPrivate }),
          status: 201,
          answer: userSchema,
          answerHeaders: tokenAnswer,
          errors: {
            400: badValues,
            403: saying(
              "The address is somebody's, or a role was asked for.",
              "Someone has already signed up with that email",
              "You're not permitted to specify your own role.",
            ),
          },
        }),
      },
    )
    .get(
      "",
      async ({ request }) => {
        const { info } = await exchange.openSession(request, [
          usersName,
          "list",
        ]);
        const stretch = readStretch(info);
        const sort = "@rowid";
        const found = await find(app, exchange.users, stretch, { sort }, info);
        const list = found.items.map(presentListedUser);
        return exchange.json(info, presentList(list, found.total, stretch));
      },
      {
        detail: describeRoute({
          tag,
          summary: "List users",
          login: "required",
          query: listQuery,
          answer: userList,
          errors: loginRefusals,
        }),
      },
    )
    .get(
      "/:id",
      async ({ request, params }) => {
        const { info } = await exchange.openSession(request, [
          usersName,
          "view",
        ]);
        const { users } = exchange;
        const absent = "Could not find that user";
        const wording = { ...userWording, absent };
        const found = await findUndeleted(app, users, params.id, wording);
        if (!(await isAllowed(app, users.viewRule, found, info))) {
          throw new Refusal(403, "You don't have access to this resource");
        }
        return exchange.json(info, presentUser(found));
      },
      {
        detail: describeRoute({
          tag,
          summary: "Retrieve a user",
          login: "required",
          path,
          answer: userSchema,
          errors: {
            ...loginRefusals,
            400: saying("It is no id.", "Invalid user ID"),
            403: saying(
              "The profile is private.",
              "You don't have access to this resource",
            ),
            404: saying(
              "There is no such user, or it is deleted.",
              "Could not find that user",
              "This user has been deleted",
            ),
          },
        }),
      },
    )
    .put(
      "/:id",
      async ({ request, params }) => {
        const opened = await exchange.openSession(request, [
          usersName,
          "update",
        ]);
        const found = await findUndeleted(
          app,
          exchange.users,
          params.id,
          userWording,
        );
        if (found.id !== opened.user.id) throw notOwner();
        const { session, body } = await exchange.receive(opened);
        if (body["id"]) throw fixedIdentifier();
        if (body["roleId"]) throw ownRole();
        await refuseSamePassword(exchange, session, body["password"]);
        const changes = readUserChanges(body);
        const user = await updateUser(app, session, changes);
        const { info } = session;
        if (changes.password === undefined) {
          return exchange.json(info, presentUser(user));
        }
        const token = await tokens.issue(user);
        return exchange.json(info, presentUser(user), { token });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Update a user",
          login: "required",
          path,
          body: t.Partial(t.Object({ ...userBody, isPrivate })),
          answer: userSchema,
          answerHeaders: {
            "x-access-token": t.String({
              description:
                "With another password: a token to go on with, as the others are dead.",
            }),
          },
          errors: {
            ...loginRefusals,
            400: badValues,
            403: saying(
              "It is somebody else, the address is somebody's, or something was sent that cannot be changed.",
              "Only this resource's owner can perform that action",
              "Someone has already signed up with that email",
              "You're not permitted to specify your own role.",
              "You're not permitted to change identifier fields",
            ),
            404: saying(
              "There is no such user, or it is deleted.",
              "User not found",
              "This user has been deleted",
            ),
            409: saying(
              "It is the same password.",
              "Please choose a password that's different from your last one.",
            ),
          },
        }),
      },
    )
    .delete(
      "/:id",
      async ({ request, params }) => {
        const { info, user } = await exchange.openSession(request, [
          usersName,
          "delete",
        ]);
        const found = await findUndeleted(
          app,
          exchange.users,
          params.id,
          userWording,
        );
        const isOwn = found.id === user.id;
        if (!isOwn && user.values["role"] !== superadministrator) {
          throw notPermitted();
        }
        await deleteUser(app, found);
        const message = "User deleted successfully";
        return exchange.json(info, { message }, isOwn ? { token: "" } : {});
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Delete a user",
          login: "required",
          path,
          answer: messageOf("User deleted successfully"),
          answerHeaders: emptyTokenAnswer,
          errors: {
            ...loginRefusals,
            400: saying("It is no id.", "Invalid user ID"),
            403: saying(
              "It is somebody else, or the superadministrator.",
              "You don't have permission to perform that action",
              "You can't delete the superadministrator.",
            ),
            404: saying(
              "There is no such user, or it is deleted.",
              "User not found",
              "This user has been deleted",
            ),
          },
        }),
      },
    );
}

/** @throws {Refusal} @throws {TooMany} too many passwords are waiting to be compared */
async function refuseSamePassword(
  { users }: Exchange,
  { user }: Session,
  password: unknown,
): Promise<void> {
  if (typeof password !== "string" || password === "") return;
  if (await isPasswordOf(users, user, password)) {
    throw new Refusal(
      409,
      "Please choose a password that's different from your last one.",
    );
  }
}
