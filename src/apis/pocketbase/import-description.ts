import { t } from "elysia";
import { describeRoute } from "./describe-route.ts";
import { anyObject, integer } from "../../http/shared/describe-route.ts";

const mapping =
  'Which field a column is for, or `null` for none, as a JSON object: `{"Full name": "name", "Notes": null}`. Columns that it does not name go by their own name, and those that are no field are left out.';

const options = {
  format: t.String({
    enum: ["csv", "json", "ndjson"],
    description:
      "`csv` with a line of names, `json` for one array of objects, `ndjson` for an object a line. When absent, the content type, the file's name or its beginning says it.",
  }),
  mode: t.String({
    enum: ["create", "upsert", "skip"],
    default: "create",
    description:
      "What becomes of a row whose record is there already: it is wrong, it changes the record, or it is left out.",
  }),
  key: t.String({
    default: "id",
    description:
      "By which field `upsert` and `skip` find a record: `id`, or one that has a unique index of its own.",
  }),
  mapping: t.String({ description: mapping }),
  delimiter: t.String({
    description:
      "What stands between the values of CSV: one character, or `tab`. Found out when absent.",
  }),
  dryRun: t.Boolean({
    default: false,
    description: "Say what would happen, and do nothing.",
  }),
  atomic: t.Boolean({
    default: true,
    description:
      "All rows or none, up to 200,000 of them (5,000 of those who are no superusers): other writers wait while they are written. `false` imports the rows that are right, as many as there are, and other writers have their turn in between.",
  }),
};

const report = t.Object({
  dryRun: t.Boolean(),
  total: integer({ description: "Rows of the file." }),
  created: integer(),
  updated: integer(),
  skipped: integer(),
  failed: integer(),
  errors: t.Array(
    t.Object({
      row: integer({
        description: "From 1; the line of names is not counted.",
      }),
      line: t.Optional(
        integer({ description: "The line of the file that it begins in." }),
      ),
      id: t.Optional(t.String({ description: "As the row has it." })),
      message: t.String(),
      data: anyObject("What is wrong, by field, with code and message."),
    }),
    { description: "What is wrong with the first thousand rows that failed." },
  ),
  columns: t.Object(
    {},
    {
      additionalProperties: t.Union([t.String(), t.Null()]),
      description: "The file's columns, each with its field, or null.",
    },
  ),
});

const file = t.String({
  format: "binary",
  description:
    "UTF-8 (or UTF-16 with a byte order mark), at most 1 GB, 32 MB of those who are no superusers; 16 MB a row.",
});

const described = describeRoute({
  tag: "Records",
  summary: "Import records",
  login: "optional",
  path: { collection: "Name or id of the collection." },
  query: options,
  headers: {
    Accept: t.String({
      description:
        "With `application/x-ndjson` the answer comes in lines of JSON while the import goes on: any number of `{type: progress, phase, rows, failed, bytes, size}`, where the phase is `check` or `write`, and at the end the answer as `{type: result, …}` or `{type: error, status, message, data}`.",
    }),
  },
  answer: report,
  errors: {
    400: "The file or the options make no sense, or rows are wrong and nothing was imported (the report is in `data`).",
    403: "The rules are for superusers only.",
    404: "No such collection.",
    413: "The file is too large.",
  },
});

/** What the OpenAPI document says of an import. */
export const importDescription = {
  ...described,
  description: [
    "Each row is created or changed as a request of its own would do it, with its rule, checks, hooks and events. Where the settings limit `create`, rows count like the operations of a batch, but for superusers. Relations may point at records of rows before.",
    "Empty cells of CSV are left out where a record is created, and empty the field where one is changed. Lists are JSON, or have commas between their entries; objects are JSON. A text that is no number, date, place or truth is wrong where a field wants one. `passwordConfirm` is not needed. Files cannot be imported; dates that the server sets are taken from the files of superusers, and from nobody else's.",
    "A dry run compares rows with what is stored and, as far as ids, unique values and relations go, with the rows before. A file that is malformed is refused before anything of it is written. Without `atomic`, what was written stays when the client goes.",
  ].join("\n\n"),
  requestBody: {
    content: {
      "multipart/form-data": {
        schema: t.Composite([t.Object({ file }), t.Partial(t.Object(options))]),
      },
      "text/csv": { schema: file },
      "application/json": { schema: t.Array(anyObject()) },
      "application/x-ndjson": { schema: file },
    },
  },
};
