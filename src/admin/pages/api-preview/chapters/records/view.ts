import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { sampleRecord } from "../../examples/sample-record.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { expandable, idInPath, shapeParameters } from "../parameters.ts";

const { view: texts } = apiPreviewText;

/** One record. */
export function viewChapter(context: PreviewContext): Chapter {
  const { collection, url, recordId } = context;
  const { name } = collection;
  const access = accessOf(collection.viewRule);
  const expand = expandable(context);
  const path = `/api/collections/${name}/records`;
  return {
    id: "view",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access,
    record: "read",
    calls: [
      {
        method: "GET",
        path: `${path}/:id`,
        inPath: [idInPath],
        query: shapeParameters(context),
        examples: examplesOf(context, {
          access,
          js: [
            `const record = await pb.collection(${js(name)}).getOne(${js(recordId)}${expand === undefined ? "" : `, { expand: ${js(expand)} }`});`,
            "console.log(record);",
          ].join("\n"),
          dart: [
            `final record = await pb.collection(${dart(name)}).getOne(${dart(recordId)}${expand === undefined ? "" : `, expand: ${dart(expand)}`});`,
            "print(record);",
          ].join("\n"),
          curl: {
            method: "GET",
            url: `${url}${path}/${recordId}`,
            ...(expand !== undefined && { query: { expand } }),
          },
        }),
        answers: [
          { status: 200, body: sampleRecord(context) },
          ...(access.kind === "superusers" ? [refusals.superusers] : []),
          refusals.notFound,
        ],
      },
    ],
  };
}
