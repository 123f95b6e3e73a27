import { Elysia, t } from "elysia";
import { required } from "../../core/collections/fields/field-errors.ts";
import { formatTime } from "../../core/collections/fields/date-time.ts";
import { Invalid, NotFound } from "../../core/errors.ts";
import {
  defaultBodyLimit,
  longestStall,
} from "../../http/shared/body/body-limit.ts";
import { createBackupAnswer } from "./backup-answer.ts";
import {
  commonQuery,
  describeForSuperusers,
  describeRoute,
} from "./describe-route.ts";
import { integer } from "../../http/shared/describe-route.ts";
import { type Exchange, pathPart } from "./exchange.ts";

const tag = "Backups";
const describe = describeForSuperusers(tag);
const { fields } = commonQuery;

const keyParameter = { key: "Name of the backup's file." };

/** Seconds without a byte after which the connection of a request that took long is closed. */
const secondsAfterwards = 120;

/** An archive may have any size: it never is in memory. */
const uploadLimits = {
  total: Infinity,
  text: defaultBodyLimit,
  stall: longestStall,
};

/** Chapter "Backups", all for superusers. */
export function backupsChapter(exchange: Exchange) {
  const { backups } = exchange.app;
  const answer = createBackupAnswer(exchange);

  /** For work that takes longer than the server waits for a silent connection. */
  async function unhurried<T>(
    request: Request,
    work: () => Promise<T>,
  ): Promise<T> {
    const { setIdleTimeout } = exchange.surroundings;
    setIdleTimeout(request, 0);
    try {
      return await work();
    } finally {
      setIdleTimeout(request, secondsAfterwards);
    }
  }

  return new Elysia({ prefix: "/backups" })
    .get(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        const entries = await backups.list();
        return exchange.list(
          info,
          entries.map(({ key, size, modified }) => ({
            modified: formatTime(modified.getTime()),
            key,
            size,
          })),
        );
      },
      {
        detail: describe({
          summary: "List backups",
          query: { fields },
          answer: t.Array(
            t.Object({
              modified: t.String(),
              key: t.String({ description: keyParameter.key }),
              size: integer({ description: "Bytes." }),
            }),
          ),
          errors: { 400: "The place of backups cannot be read." },
        }),
      },
    )
    .post(
      "",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        backups.requireIdle();
        await exchange.receive(info);
        const { name = "" } = info.body;
        if (typeof name !== "string" && name !== null) {
          throw new Invalid(
            "An error occurred while loading the submitted data.",
          );
        }
        await unhurried(request, () => backups.create(name ?? ""));
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Create backup",
          body: t.Object({
            name: t.Optional(
              t.String({
                description:
                  "Name of its file: lower-case letters, digits, `_` and `-`, ending in `.zip`. Made up when absent.",
              }),
            ),
          }),
          errors: {
            400: "The name is wrong or taken (see data), another backup is being made or restored, or this one failed (see message).",
          },
        }),
      },
    )
    .post(
      "/upload",
      async ({ request }) => {
        const info = await exchange.openSuperuser(request);
        const isWanted = (name: string) =>
          name === "file" ? Infinity : undefined;
        await exchange.receiveFiles(
          info,
          uploadLimits,
          isWanted,
          async (files) => {
            const [first] = files;
            if (first === undefined) {
              throw new Invalid(
                "An error occurred while validating the submitted data.",
                { file: required },
              );
            }
            const [, { originalName, path }] = first;
            await unhurried(request, () => backups.upload(originalName, path));
          },
        );
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Upload backup",
          body: t.Object({
            file: t.String({
              format: "binary",
              description: "A zip archive; its name becomes the backup's.",
            }),
          }),
          errors: {
            400: "The file is missing, no zip archive, or its name is taken (see data).",
          },
        }),
      },
    )
    .get(
      "/:key",
      ({ request, params }) => answer(request, pathPart(params.key)),
      {
        detail: describeRoute({
          tag,
          summary: "Download backup",
          path: keyParameter,
          query: {
            token: t.String({ description: "A superuser's file token." }),
          },
          answer: t.String({ format: "binary" }),
          errors: {
            403: "The token is no superuser's file token, or superusers may not come from this address.",
            404: "There is no such backup.",
            416: "The file has no such range.",
          },
        }),
      },
    )
    .delete(
      "/:key",
      async ({ request, params }) => {
        await exchange.openSuperuser(request);
        const key = pathPart(params.key);
        await unlessMissing("Invalid or already deleted backup file.", () =>
          backups.remove(key),
        );
        return exchange.nothing(request);
      },
      {
        detail: describe({
          summary: "Delete backup",
          path: keyParameter,
          errors: {
            400: "There is no such backup, or it is in use.",
          },
        }),
      },
    )
    .post(
      "/:key/restore",
      async ({ request, params }) => {
        await exchange.openSuperuser(request);
        backups.requireIdle();
        const key = pathPart(params.key);
        await unlessMissing("Missing or invalid backup file.", () =>
          backups.open(key),
        );
        // Not awaited: it waits itself until this request is answered. The log says why when it fails.
        backups.restore(key).catch(() => undefined);
        return exchange.nothing(request);
      },
      {
        parse: "none",
        detail: describe({
          summary: "Restore backup",
          path: keyParameter,
          errors: {
            400: "There is no such backup, or another one is being made or restored.",
          },
        }),
      },
    );
}

/** This chapter answers 400 where others say 404. */
async function unlessMissing<T>(
  message: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof NotFound) throw new Invalid(message, {}, { cause });
    throw cause;
  }
}
