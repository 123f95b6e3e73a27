import { apiPreviewText } from "../../../../text/api-preview.ts";
import { loggedIn } from "../../examples/access.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { examplesOf } from "../../examples/examples.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { loginAnswer, refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { shapeParameters } from "../parameters.ts";

const { refresh: texts } = apiPreviewText;

/** Staying logged in. */
export function refreshChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name } = collection;
  const path = `/api/collections/${name}/auth-refresh`;
  return {
    id: "auth-refresh",
    group: "login",
    title: texts.title,
    lead: texts.lead,
    access: loggedIn,
    calls: [
      {
        method: "POST",
        path,
        query: shapeParameters(context),
        examples: examplesOf(context, {
          access: loggedIn,
          js: [
            `const login = await pb.collection(${js(name)}).authRefresh();`,
            "console.log(login.token, login.record);",
          ].join("\n"),
          dart: [
            `final login = await pb.collection(${dart(name)}).authRefresh();`,
            "print(login.token);",
          ].join("\n"),
          curl: { method: "POST", url: url + path },
        }),
        answers: [
          loginAnswer(context),
          refusals.notLoggedIn,
          refusals.notAllowed,
        ],
      },
    ],
  };
}
