import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { sampleRecord, updateBody } from "../../examples/sample-record.ts";
import { dart, dartBody, dartImports } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusal, refusals } from "../answers.ts";
import { bodyParameters } from "../body-parameters.ts";
import type { Chapter } from "../chapter.ts";
import { idInPath, ifMatch, shapeParameters } from "../parameters.ts";

const { update: texts } = apiPreviewText;

/** Another state of a record. */
export function updateChapter(context: PreviewContext): Chapter {
  const { collection, url, recordId } = context;
  const { name } = collection;
  const access = accessOf(collection.updateRule);
  const path = `/api/collections/${name}/records`;
  const values = updateBody(context);
  return {
    id: "update",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access,
    record: "changed",
    calls: [
      {
        method: "PATCH",
        path: `${path}/:id`,
        inPath: [idInPath],
        headers: [ifMatch],
        query: shapeParameters(context),
        body: bodyParameters(context, "update"),
        examples: examplesOf(context, {
          access,
          js: [
            `const record = await pb.collection(${js(name)}).update(${js(recordId)}, ${js(values)});`,
            "console.log(record);",
          ].join("\n"),
          dart: [
            `final record = await pb.collection(${dart(name)}).update(`,
            `  ${dart(recordId)},\n${dartBody(values, "  ")});`,
            "print(record);",
          ].join("\n"),
          dartImports: dartImports(values),
          curl: {
            method: "PATCH",
            url: `${url}${path}/${recordId}`,
            body: values,
          },
        }),
        answers: [
          { status: 200, body: sampleRecord(context) },
          refusal(400, "Failed to update record."),
          ...(access.kind === "superusers" ? [refusals.superusers] : []),
          refusals.notFound,
        ],
      },
    ],
  };
}
