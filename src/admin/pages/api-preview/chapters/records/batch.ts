import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf, everyone } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import {
  createBody,
  filesOf,
  sampleRecord,
  updateBody,
  withoutFiles,
} from "../../examples/sample-record.ts";
import { dart, dartBody, dartImports } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusal } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { textParameter } from "../parameters.ts";

const { batch: texts, comments, parameters, types } = apiPreviewText;

/** Several changes at once. */
export function batchChapter(context: PreviewContext): Chapter {
  const { collection, url, recordId, isBatchEnabled } = context;
  const { name } = collection;
  const path = `/api/collections/${name}/records`;
  const created = createBody(context);
  const updated = updateBody(context);
  const rules = [collection.createRule, collection.updateRule].map(accessOf);
  const strictest =
    rules.find(({ kind }) => kind === "superusers") ??
    rules.find(({ kind }) => kind === "rule") ??
    everyone;
  const answers = [
    { body: sampleRecord(context), status: 200 },
    { body: sampleRecord(context), status: 200 },
  ];
  return {
    id: "batch",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access: strictest,
    record: "changed",
    ...(!isBatchEnabled && { off: texts.off }),
    calls: [
      {
        method: "POST",
        path: "/api/batch",
        body: [
          {
            name: "requests",
            type: listOf("object"),
            isRequired: true,
            note: parameters.requests,
          },
          textParameter("requests.N.method", parameters.requestMethod, true),
          textParameter("requests.N.url", parameters.requestUrl, true),
          {
            name: "requests.N.body",
            type: types["object"] ?? "",
            note: parameters.requestBody,
          },
        ],
        examples: examplesOf(context, {
          access: strictest,
          js: [
            "const batch = pb.createBatch();",
            `batch.collection(${js(name)}).create(${js(created)});`,
            `batch.collection(${js(name)}).update(${js(recordId)}, ${js(updated)});`,
            `// ${comments.batchDelete}`,
            `// batch.collection(${js(name)}).delete(${js(recordId)});`,
            "const results = await batch.send();",
            "console.log(results);",
          ].join("\n"),
          dart: [
            "final batch = pb.createBatch();",
            `batch.collection(${dart(name)}).create(\n${dartBody(created, "  ")});`,
            `batch.collection(${dart(name)}).update(\n  ${dart(recordId)},\n${dartBody(updated, "  ")});`,
            `// ${comments.batchDelete}`,
            `// batch.collection(${dart(name)}).delete(${dart(recordId)});`,
            "final results = await batch.send();",
            "print(results);",
          ].join("\n"),
          dartImports: dartImports({ ...created, ...updated }),
          curl: {
            method: "POST",
            url: `${url}/api/batch`,
            body: {
              requests: [
                { method: "POST", url: path, body: withoutFiles(created) },
                {
                  method: "PATCH",
                  url: `${path}/${recordId}`,
                  body: withoutFiles(updated),
                },
              ],
              ...Object.fromEntries(
                filesOf(created).map(([field, file]) => [
                  `requests.0.${field}`,
                  file,
                ]),
              ),
            },
          },
        }),
        answers: [
          { status: 200, body: answers },
          refusal(400, "Batch transaction failed.", {
            requests: {
              1: {
                code: "batch_request_failed",
                message: "Batch request failed.",
                response: {
                  data: {},
                  message: "The requested resource wasn't found.",
                  status: 404,
                },
              },
            },
          }),
          refusal(403, "Batch requests are not allowed."),
        ],
      },
    ],
  };
}

function listOf(type: string): string {
  return (types["list"] ?? "").replace("{type}", types[type] ?? type);
}
