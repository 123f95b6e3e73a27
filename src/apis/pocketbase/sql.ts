import { Elysia, t } from "elysia";
import { commonQuery, describeForSuperusers } from "./describe-route.ts";
import { integer } from "../../http/shared/describe-route.ts";
import type { Exchange } from "./exchange.ts";

const describe = describeForSuperusers("SQL");

/** Seconds in which nothing may come on the connection: a query may wait and run for three minutes. */
const patience = 240;

/** Chapter "SQL", for superusers. */
export function sqlChapter(exchange: Exchange) {
  const { sqlConsole } = exchange.app;
  return new Elysia().post(
    "/sql",
    async ({ request }) => {
      const info = await exchange.openSuperuser(request);
      await exchange.receive(info);
      exchange.surroundings.setIdleTimeout(request, patience);
      const { query } = info.body;
      return exchange.json(
        info,
        await sqlConsole.run(query, info, request.signal),
      );
    },
    {
      parse: "none",
      detail: describe({
        summary: "Run SQL",
        query: { fields: commonQuery.fields },
        body: t.Object({
          query: t.String({
            maxLength: 5000,
            description:
              "Statements, all of which are one transaction. None reaches other files, or changes settings of the database.",
          }),
        }),
        answer: t.Object({
          execTime: integer({ description: "Milliseconds." }),
          affectedRows: integer({
            description: "Of the last statement that writes rows.",
          }),
          columns: t.Array(
            t.Object({
              name: t.String(),
              type: t.String({
                description: "As declared; empty for what is computed.",
              }),
              nullable: t.Boolean(),
            }),
            { description: "Of the last statement, if it reads." },
          ),
          rows: t.Array(t.Array(t.Union([t.String(), t.Null()])), {
            maxItems: 1000,
          }),
        }),
        errors: {
          400: "The query is missing or too long (see data), or wrong, or took too long or too much (see message); nothing was written.",
          429: "Too many are waiting already.",
        },
      }),
    },
  );
}
