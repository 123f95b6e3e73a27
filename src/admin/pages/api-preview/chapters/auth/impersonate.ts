import { apiPreviewText } from "../../../../text/api-preview.ts";
import { superusersOnly } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { loginAnswer, refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { idInPath, numberParameter, shapeParameters } from "../parameters.ts";

const { impersonate: texts, comments, parameters } = apiPreviewText;

/** Seconds that the example's token is good for. */
const duration = 3600;

/** Logging in as somebody else. */
export function impersonateChapter(context: PreviewContext): Chapter {
  const { collection, url, recordId } = context;
  const { name } = collection;
  const path = `/api/collections/${name}/impersonate`;
  return {
    id: "impersonate",
    group: "account",
    title: texts.title,
    lead: texts.lead,
    access: superusersOnly,
    record: "read",
    calls: [
      {
        method: "POST",
        path: `${path}/:id`,
        inPath: [idInPath],
        query: shapeParameters(context),
        body: [numberParameter("duration", parameters.duration)],
        examples: examplesOf(context, {
          access: superusersOnly,
          js: [
            `// ${comments.asThem}`,
            `const them = await pb.collection(${js(name)}).impersonate(${js(recordId)}, ${duration});`,
            "console.log(them.authStore.token, them.authStore.record);",
          ].join("\n"),
          dart: [
            `// ${comments.asThem}`,
            `final them = await pb.collection(${dart(name)}).impersonate(${dart(recordId)}, ${duration});`,
            "print(them.authStore.token);",
          ].join("\n"),
          curl: {
            method: "POST",
            url: `${url}${path}/${recordId}`,
            body: { duration },
          },
        }),
        answers: [
          loginAnswer(context),
          refusals.notLoggedIn,
          refusals.notAllowed,
          refusals.notFound,
        ],
      },
    ],
  };
}
