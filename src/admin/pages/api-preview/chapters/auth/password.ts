import { fill } from "../../../../text/index.ts";
import { apiPreviewText } from "../../../../text/api-preview.ts";
import { everyone } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../examples/preview-context.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { firstFactor, loginAnswer, refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { shapeParameters, textParameter } from "../parameters.ts";
import { secondFactor } from "./second-factor.ts";
import { writeDuration } from "./write-duration.ts";

const { password: texts, comments, parameters } = apiPreviewText;

/** Logging in with a password. */
export function passwordChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name, passwordAuth, mfa, authToken } = collection;
  const path = `/api/collections/${name}/auth-with-password`;
  const fields = (passwordAuth?.identityFields ?? ["email"]).join(", ");
  const { email, password } = placeholders;
  const isTwofold = mfa?.enabled === true;
  return {
    id: "auth-with-password",
    group: "login",
    title: texts.title,
    lead: fill(texts.lead, {
      fields,
      duration: writeDuration(authToken?.duration ?? 0),
    }),
    access: everyone,
    ...(passwordAuth?.enabled !== true && { off: texts.off }),
    calls: [
      {
        method: "POST",
        path,
        query: shapeParameters(context),
        body: [
          textParameter(
            "identity",
            fill(parameters.identity, { fields }),
            true,
          ),
          textParameter("password", parameters.password, true),
          textParameter("identityField", parameters.identityField),
          ...(isTwofold ? [secondFactor] : []),
        ],
        examples: examplesOf(context, {
          access: everyone,
          js: [
            ...(isTwofold ? [`// ${comments.mfa}`] : []),
            `const login = await pb.collection(${js(name)}).authWithPassword('${email}', '${password}');`,
            "console.log(login.token);\n",
            `// ${comments.who}`,
            "console.log(pb.authStore.isValid, pb.authStore.record.id);\n",
            `// ${comments.logOut}`,
            "pb.authStore.clear();",
          ].join("\n"),
          dart: [
            ...(isTwofold ? [`// ${comments.mfa}`] : []),
            `final login = await pb.collection(${dart(name)}).authWithPassword('${email}', '${password}');`,
            "print(login.token);\n",
            `// ${comments.who}`,
            "print('${pb.authStore.isValid} ${pb.authStore.record?.id}');\n",
            `// ${comments.logOut}`,
            "pb.authStore.clear();",
          ].join("\n"),
          curl: {
            method: "POST",
            url: url + path,
            body: { identity: email, password },
          },
        }),
        answers: [
          loginAnswer(context),
          refusals.failedLogin,
          ...(isTwofold ? [firstFactor] : []),
        ],
      },
    ],
  };
}
