import { Elysia } from "elysia";
import { documentsName, usersName } from "../collection-names.ts";
import {
  describeRoute,
  loginRefusals,
  ownedDocumentList,
  searchQuery,
  searchRefusal,
  userList,
} from "../describe-route.ts";
import type { Exchange } from "../exchange.ts";
import {
  containing,
  presentList,
  readSearch,
  readStretch,
  search,
} from "../lists.ts";
import { withOwners } from "../owners.ts";
import { presentListedUser } from "../values/user-values.ts";
import { documentOrder } from "./documents.ts";

const errors = { ...loginRefusals, 400: searchRefusal };

/** Sections "Search for a user" and "Search for a document". */
export function searchRoutes(exchange: Exchange) {
  const { app } = exchange;
  return new Elysia({ prefix: "/search" })
    .get(
      "/users",
      async ({ request }) => {
        const { info } = await exchange.openSession(request, [
          usersName,
          "list",
        ]);
        const stretch = readStretch(info);
        const what = {
          filter: containing("name", readSearch(info)),
          sort: "@rowid",
        };
        const found = await search(app, exchange.users, stretch, what, info);
        const list = found.items.map(presentListedUser);
        return exchange.json(info, presentList(list, found.total, stretch));
      },
      {
        detail: describeRoute({
          tag: "Users",
          summary: "Search for a user by name",
          login: "required",
          query: searchQuery,
          answer: userList,
          errors,
        }),
      },
    )
    .get(
      "/documents",
      async ({ request }) => {
        const { info } = await exchange.openSession(request, [
          documentsName,
          "list",
        ]);
        const stretch = readStretch(info);
        const what = {
          filter: containing("title", readSearch(info)),
          sort: documentOrder,
        };
        const { documents, users } = exchange;
        const found = await search(app, documents, stretch, what, info);
        const list = await withOwners(app.records, users, found.items);
        return exchange.json(info, presentList(list, found.total, stretch));
      },
      {
        detail: describeRoute({
          tag: "Documents",
          summary: "Search for a document by title",
          login: "required",
          query: searchQuery,
          answer: ownedDocumentList,
          errors,
        }),
      },
    );
}
