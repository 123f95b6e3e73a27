import { apiPreviewText } from "../../../../text/api-preview.ts";
import { everyone } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import type { PreviewContext } from "../../examples/preview-context.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { textParameter } from "../parameters.ts";

const { authMethods: texts, parameters } = apiPreviewText;

/** How one can log in. */
export function authMethodsChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name, passwordAuth, otp, oauth2, mfa } = collection;
  const path = `/api/collections/${name}/auth-methods`;
  return {
    id: "auth-methods",
    group: "login",
    title: texts.title,
    lead: texts.lead,
    access: everyone,
    calls: [
      {
        method: "GET",
        path,
        query: [textParameter("fields", parameters.fields)],
        examples: examplesOf(context, {
          access: everyone,
          js: [
            `const methods = await pb.collection(${js(name)}).listAuthMethods();`,
            "console.log(methods);",
          ].join("\n"),
          dart: [
            `final methods = await pb.collection(${dart(name)}).listAuthMethods();`,
            "print(methods);",
          ].join("\n"),
          curl: { method: "GET", url: url + path },
        }),
        answers: [
          {
            status: 200,
            body: {
              mfa: { duration: 600, enabled: mfa?.enabled ?? false },
              oauth2: {
                enabled: oauth2?.enabled ?? false,
                providers: (oauth2?.providers ?? []).slice(0, 1).map((one) => ({
                  name: one.name,
                  displayName: one.name,
                  logo: "<svg …",
                  state: "…",
                  authURL: "https://…",
                  codeVerifier: "…",
                  codeChallenge: "…",
                  codeChallengeMethod: "S256",
                })),
              },
              otp: { duration: 180, enabled: otp?.enabled ?? false },
              password: {
                enabled: passwordAuth?.enabled ?? false,
                identityFields: passwordAuth?.identityFields ?? [],
              },
            },
          },
          refusals.notFound,
        ],
      },
    ],
  };
}
