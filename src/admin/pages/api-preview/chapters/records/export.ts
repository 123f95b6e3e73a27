import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { sampleRecord } from "../../examples/sample-record.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusal, refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { flagParameter, textParameter } from "../parameters.ts";
import { listOptions } from "./list.ts";

const { export: texts, comments, parameters } = apiPreviewText;

/** All records of a list as a file. */
export function exportChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name } = collection;
  const access = accessOf(collection.listRule);
  const path = `/api/collections/${name}/records/export`;
  const { filter, sort } = listOptions(context);
  const search = { filter, sort };
  return {
    id: "export",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access,
    hasFilter: true,
    calls: [
      {
        method: "GET",
        path,
        query: [
          textParameter("format", parameters.exportFormat, true),
          textParameter("filter", parameters.filter),
          textParameter("sort", parameters.exportSort),
          textParameter("fields", parameters.exportFields),
          textParameter("expand", parameters.exportExpand),
          textParameter("formulas", parameters.formulas),
          flagParameter("bom", parameters.bom),
        ],
        examples: examplesOf(context, {
          access,
          js: [
            `const records = await pb.send(${js(path)}, {`,
            `  query: ${js({ format: "json", ...search }, "  ")},`,
            "});",
            "console.log(records);\n",
            `// ${comments.exportCsv}`,
            `const csv = await fetch(pb.buildURL(${js(`${path}?format=csv`)}), {`,
            "  headers: { Authorization: pb.authStore.token },",
            "});",
            "console.log(await csv.text());",
          ].join("\n"),
          dart: [
            "final csv = await pb.send(",
            `  ${dart(path)},`,
            `  query: ${dart({ format: "csv", ...search }, "  ")},`,
            ");",
            "print(csv);",
          ].join("\n"),
          curl: {
            method: "GET",
            url: url + path,
            options: [`-o ${name}.csv`],
            query: { format: "csv", ...search },
          },
        }),
        answers: [
          { status: 200, body: [sampleRecord(context)] },
          refusal(400, "There is no such format.", {
            format: {
              code: "validation_invalid_value",
              message: "Must be one of csv, json, ndjson.",
            },
          }),
          ...(access.kind === "superusers" ? [refusals.superusers] : []),
        ],
      },
    ],
  };
}
