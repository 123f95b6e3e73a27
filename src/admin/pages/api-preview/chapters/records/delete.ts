import { apiPreviewText } from "../../../../text/api-preview.ts";
import { accessOf } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { noContent, refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { idInPath, ifMatch } from "../parameters.ts";

const { delete: texts } = apiPreviewText;

/** The end of a record. */
export function deleteChapter(context: PreviewContext): Chapter {
  const { collection, url, recordId } = context;
  const { name } = collection;
  const access = accessOf(collection.deleteRule);
  const path = `/api/collections/${name}/records`;
  return {
    id: "delete",
    group: "records",
    title: texts.title,
    lead: texts.lead,
    access,
    record: "changed",
    calls: [
      {
        method: "DELETE",
        path: `${path}/:id`,
        inPath: [idInPath],
        headers: [ifMatch],
        examples: examplesOf(context, {
          access,
          js: `await pb.collection(${js(name)}).delete(${js(recordId)});`,
          dart: `await pb.collection(${dart(name)}).delete(${dart(recordId)});`,
          curl: { method: "DELETE", url: `${url}${path}/${recordId}` },
        }),
        answers: [
          noContent,
          refusals.nonsense,
          ...(access.kind === "superusers" ? [refusals.superusers] : []),
          refusals.notFound,
        ],
      },
    ],
  };
}
