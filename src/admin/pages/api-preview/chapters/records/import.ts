import { fill } from "../../../../text/index.ts";
import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type {
  PreviewCollection,
  PreviewContext,
} from "../../examples/preview-context.ts";
import {
  createBody,
  type SampleBody,
  withoutFiles,
} from "../../examples/sample-record.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusal, refusals } from "../answers.ts";
import type { Chapter, Parameter } from "../chapter.ts";
import { flagParameter, textParameter } from "../parameters.ts";

const { import: texts, comments, parameters, types } = apiPreviewText;

/** Records from a file. */
export function importChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name } = collection;
  const access = accessOf(collection.createRule);
  const path = `/api/collections/${name}/records/import`;
  const rows = [sampleRow(context)];
  const needed = neededFile(collection);
  return {
    id: "import",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access,
    ...(needed !== undefined && { off: fill(texts.off, { field: needed }) }),
    calls: [
      {
        method: "POST",
        path,
        headers: [textParameter("Accept", parameters.importAccept)],
        query: options(rows),
        body: [
          {
            name: "file",
            type: types["file"] ?? "",
            isRequired: true,
            note: parameters.importFile,
          },
        ],
        examples: examplesOf(context, {
          access,
          js: [
            `const rows = ${js(rows)};\n`,
            `// ${comments.dryRun}`,
            `const report = await pb.send(${js(path)}, {`,
            "  method: 'POST',",
            "  query: { dryRun: true },",
            "  body: rows,",
            "});",
            "console.log(report);",
          ].join("\n"),
          dart: [
            `final rows = ${dart(rows)};\n`,
            `// ${comments.dryRun}`,
            "final report = await pb.send(",
            `  ${dart(path)},`,
            "  method: 'POST',",
            "  query: { 'dryRun': true },",
            "  files: [",
            `    http.MultipartFile.fromString('file', jsonEncode(rows), filename: ${dart(`${name}.json`)}),`,
            "  ],",
            ");",
            "print(report);",
          ].join("\n"),
          dartImports: ["dart:convert", "package:http/http.dart' as http"],
          curl: {
            method: "POST",
            url: `${url}${path}?dryRun=true`,
            body: rows,
            comment: comments.dryRun,
          },
        }),
        answers: [
          { status: 200, body: report(rows, { dryRun: true, created: 1 }) },
          refusal(
            400,
            "Nothing was imported: 1 of 1 rows is wrong.",
            report(rows, { failed: 1 }),
          ),
          ...(access.kind === "superusers" ? [refusals.superusers] : []),
        ],
      },
    ],
  };
}

/** What a row can have of a record. The password need not be repeated. */
function sampleRow(context: PreviewContext): SampleBody {
  const { passwordConfirm: _, ...row } = withoutFiles(createBody(context));
  return row;
}

function options(rows: readonly SampleBody[]): readonly Parameter[] {
  const [first = "title"] = Object.keys(rows[0] ?? {});
  const example = JSON.stringify({ "Column A": first, "Column B": null });
  return [
    textParameter("format", parameters.importFormat),
    textParameter("mode", parameters.importMode),
    textParameter("key", parameters.importKey),
    {
      name: "mapping",
      type: types["json"] ?? "",
      note: fill(parameters.importMapping, { example }),
    },
    textParameter("delimiter", parameters.importDelimiter),
    flagParameter("dryRun", parameters.importDryRun),
    flagParameter("atomic", parameters.importAtomic),
  ];
}

/** What the server says of an import of one row. */
function report(
  rows: readonly SampleBody[],
  {
    dryRun = false,
    created = 0,
    failed = 0,
  }: {
    readonly dryRun?: boolean;
    readonly created?: number;
    readonly failed?: number;
  },
) {
  const names = Object.keys(rows[0] ?? {});
  const [wrong = "id"] = names;
  const error = {
    code: "validation_required",
    message: "Missing required value.",
  };
  return {
    dryRun,
    total: 1,
    created,
    updated: 0,
    skipped: 0,
    failed,
    columns: Object.fromEntries(names.map((name) => [name, name])),
    errors:
      failed === 0
        ? []
        : [
            {
              row: 1,
              message: "Failed to create record.",
              data: { [wrong]: error },
            },
          ],
  };
}

/** The name of a field without which there is no record, and which no row can have. */
function neededFile({ fields }: PreviewCollection): string | undefined {
  return fields.find(
    ({ type, required }) => type === "file" && required === true,
  )?.name;
}
