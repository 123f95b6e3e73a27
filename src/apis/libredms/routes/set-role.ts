import { Elysia, t } from "elysia";
import type { StoredRecord } from "../../../core/records/record.ts";
import { usersName } from "../collection-names.ts";
import {
  describeRoute,
  loginRefusals,
  saying,
  userSchema,
} from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { findUndeleted, user as userWording } from "../find-record.ts";
import { Refusal } from "../refusal.ts";
import { administrator, superadministrator } from "../roles.ts";
import { setRole } from "../saving/set-role.ts";
import { presentUser } from "../values/user-values.ts";

/** Section "Promote/Demote a user" of the chapter "Users". */
export function setRoleRoute(exchange: Exchange) {
  const { app } = exchange;
  return new Elysia().put(
    "/users/set-role/:id",
    async ({ request, params }) => {
      const opened = await exchange.openSession(request, [usersName, "update"]);
      demandAdministrator(opened.user);
      const { session, body } = await exchange.receive(opened);
      demandAdministrator(session.user);
      const { users } = exchange;
      const found = await findUndeleted(app, users, params.id, userWording);
      const user = await setRole(app, found, body["roleId"], session.user);
      return exchange.json(session.info, presentUser(user));
    },
    {
      parse: "none",
      detail: describeRoute({
        tag: "Users",
        summary: "Promote or demote a user",
        login: "required",
        path: { id: "Id of the user." },
        body: t.Object({
          roleId: t.Union([t.String(), t.Number()], { examples: [3] }),
        }),
        answer: userSchema,
        errors: {
          ...loginRefusals,
          400: saying(
            "It is no id, or no role.",
            "Invalid user ID",
            "Please provide a valid role ID",
          ),
          403: saying(
            "The caller may not do that.",
            "Only an administrator or higher can perform that action",
            "There can only be one superadministrator",
            "The superadministrator's role cannot be changed",
            "You're not permitted to set your own role",
            "Only the superadministrator can demote administrators",
          ),
          404: saying(
            "There is no such user, or it is deleted.",
            "User not found",
            "This user has been deleted",
          ),
          409: saying(
            "It has that role.",
            "Jane Doe already occupies that role",
          ),
        },
      }),
    },
  );
}

function demandAdministrator({ values: { role } }: StoredRecord): void {
  if (role !== administrator && role !== superadministrator) {
    throw new Refusal(
      403,
      "Only an administrator or higher can perform that action",
    );
  }
}
