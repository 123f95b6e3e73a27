import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { createBody, sampleRecord } from "../../examples/sample-record.ts";
import { dart, dartBody, dartImports } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { invalid, refusals } from "../answers.ts";
import { bodyParameters } from "../body-parameters.ts";
import type { Chapter } from "../chapter.ts";
import { shapeParameters } from "../parameters.ts";

const { create: texts } = apiPreviewText;

/** A new record. */
export function createChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name, type } = collection;
  const access = accessOf(collection.createRule);
  const path = `/api/collections/${name}/records`;
  const values = createBody(context);
  const body = bodyParameters(context, "create");
  const needed = body.find(({ isRequired }) => isRequired === true);
  return {
    id: "create",
    group: "records",
    title: texts.title,
    lead: type === "auth" ? texts.leadAuth : texts.lead,
    access,
    calls: [
      {
        method: "POST",
        path,
        query: shapeParameters(context),
        body,
        examples: examplesOf(context, {
          access,
          js: [
            `const record = await pb.collection(${js(name)}).create(${js(values)});`,
            "console.log(record);",
          ].join("\n"),
          dart: [
            `final record = await pb.collection(${dart(name)}).create(`,
            `${dartBody(values, "  ")});`,
            "print(record);",
          ].join("\n"),
          dartImports: dartImports(values),
          curl: { method: "POST", url: url + path, body: values },
        }),
        answers: [
          { status: 200, body: sampleRecord(context) },
          invalid(
            "Failed to create record.",
            needed === undefined ? [] : [needed.name],
          ),
          ...(access.kind === "superusers" ? [refusals.superusers] : []),
        ],
      },
    ],
  };
}
