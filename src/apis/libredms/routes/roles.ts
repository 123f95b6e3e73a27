import { Elysia, t } from "elysia";
import { NotFound } from "../../../core/errors.ts";
import type { JsonObject } from "../../../core/json.ts";
import { rolesName } from "../collection-names.ts";
import { describeRoute, roleSchema, saying } from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import { Refusal } from "../refusal.ts";
import { readRoleId } from "../values/ids.ts";

const tag = "Roles";

/** Chapter "Roles", for everyone. */
export function roleRoutes(exchange: Exchange) {
  const { records } = exchange.app;
  return new Elysia({ prefix: "/roles" })
    .get(
      "",
      async ({ request }) => {
        const info = exchange.open(request, [rolesName, "list"]);
        const all = { sort: "id", perPage: 1000 };
        const { items } = await records.list(exchange.roles, all, info);
        return exchange.json(info, items.map(presentRole));
      },
      {
        detail: describeRoute({
          tag,
          summary: "List roles",
          answer: t.Array(roleSchema),
        }),
      },
    )
    .get(
      "/:id",
      async ({ request, params }) => {
        const info = exchange.open(request, [rolesName, "view"]);
        const id = readRoleId(params.id);
        if (id === undefined) throw new Refusal(400, "Invalid role ID");
        try {
          const role = await records.view(exchange.roles, id, undefined, info);
          return await exchange.json(info, presentRole(role));
        } catch (error) {
          if (!(error instanceof NotFound)) throw error;
          throw new Refusal(404, "Role not found", { cause: error });
        }
      },
      {
        detail: describeRoute({
          tag,
          summary: "Retrieve a role",
          path: { id: "Number of the role." },
          answer: roleSchema,
          errors: {
            400: saying("It is no number.", "Invalid role ID"),
            404: saying("There is no such role.", "Role not found"),
          },
        }),
      },
    );
}

function presentRole({ id, label }: JsonObject): JsonObject {
  return { id: Number(id), label };
}
