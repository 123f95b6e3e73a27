import { Elysia, t } from "elysia";
import { describeRoute } from "./describe-route.ts";
import type { Exchange } from "./exchange.ts";
import { createFileAnswer } from "./file-answer.ts";

const tag = "Files";

/** Chapter "Files". */
export function filesChapter(exchange: Exchange) {
  const { files } = exchange.app;
  const answer = createFileAnswer(exchange);

  return new Elysia({ prefix: "/files" })
    .post(
      "/token",
      async ({ request }) => {
        const info = await exchange.open(request);
        return exchange.json(info, { token: await files.issueToken(info) });
      },
      {
        parse: "none",
        detail: describeRoute({
          tag,
          summary: "Generate file token",
          answer: t.Object({
            token: t.String({
              description:
                "Short-lived; goes into the `token` of the address of a protected file.",
            }),
          }),
          login: "required",
          errors: { 401: "Nobody is logged in." },
        }),
      },
    )
    .get(
      "/:collection/:record/:name",
      ({ request, params }) => answer(request, params),
      {
        detail: describeRoute({
          tag,
          summary: "Download or fetch file",
          path: {
            collection: "Name or id of the collection.",
            record: "Id of the record.",
            name: "Name of the file, as it stands in the record.",
          },
          query: {
            thumb: t.String({
              description:
                "A size that the field lists, or `100x100`: `WxH` (cut around the center), `WxHt` (top), `WxHb` (bottom), `WxHf` (nothing is cut), `0xH`, `Wx0`. For any other size, and files that are no pictures, the file itself comes.",
            }),
            token: t.String({
              description: "A file token; for protected files.",
            }),
            download: t.Boolean({
              description: "Have browsers save it instead of showing it.",
            }),
          },
          answer: t.String({ format: "binary" }),
          errors: {
            404: "No such collection, record or file, or it is hidden from the caller.",
            416: "The file has no such range.",
          },
        }),
      },
    );
}
