import { Elysia, t } from "elysia";
import { NotFound } from "../../core/errors.ts";
import { commonQuery, describeForSuperusers } from "./describe-route.ts";
import { type Exchange, pathPart } from "./exchange.ts";

const describe = describeForSuperusers("Crons");

/** What the ids of the server's own jobs begin with. */
const systemPrefix = "__pb";

/** Chapter "Crons", all for superusers. */
export function cronsChapter(exchange: Exchange) {
  const { crons } = exchange.app;
  return new Elysia({ prefix: "/crons" })
    .get(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        return exchange.list(info, [...crons.list()].toSorted(compareJobs));
      },
      {
        detail: describe({
          summary: "List cron jobs",
          query: { fields: commonQuery.fields },
          answer: t.Array(
            t.Object({
              id: t.String(),
              expression: t.String({ description: "In UTC." }),
            }),
          ),
        }),
      },
    )
    .post(
      "/:id",
      async ({ request, params }) => {
        await exchange.openSuperuser(request);
        const id = pathPart(params.id);
        if (!crons.list().some((job) => job.id === id)) {
          throw new NotFound("Missing or invalid cron job.");
        }
        crons.start(id);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Run a cron job",
          path: { id: "Id of the job." },
          errors: { 404: "There is no such job." },
        }),
      },
    );
}

/** By id, and after them the server's own as they were added. */
function compareJobs(a: { readonly id: string }, b: { readonly id: string }) {
  const isSystem = Number(a.id.startsWith(systemPrefix));
  const order = isSystem - Number(b.id.startsWith(systemPrefix));
  if (order !== 0 || isSystem === 1) return order;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
