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
import { loginAnswer, refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { shapeParameters, textParameter } from "../parameters.ts";
import { secondFactor } from "./second-factor.ts";

const { oauth2: texts, comments, parameters, types } = apiPreviewText;

/** Logging in with another service. */
export function oauth2Chapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name, oauth2, mfa } = collection;
  const path = `/api/collections/${name}/auth-with-oauth2`;
  const provider = oauth2?.providers[0]?.name ?? "google";
  const address = `${url}/api/oauth2-redirect`;
  const windowComment = `// ${fill(comments.oauth2Window, { address })}`;
  const { code, codeVerifier } = placeholders;
  return {
    id: "auth-with-oauth2",
    group: "login",
    title: texts.title,
    lead: texts.lead,
    access: everyone,
    ...(oauth2?.enabled !== true && { off: texts.off }),
    calls: [
      {
        method: "POST",
        path,
        query: shapeParameters(context),
        body: [
          textParameter(
            "provider",
            fill(parameters.provider, { example: provider }),
            true,
          ),
          textParameter("code", parameters.code, true),
          textParameter("codeVerifier", parameters.codeVerifier),
          textParameter("redirectURL", parameters.redirectURL),
          {
            name: "createData",
            type: types["object"] ?? "",
            note: parameters.createData,
          },
          ...(mfa?.enabled === true ? [secondFactor] : []),
        ],
        examples: examplesOf(context, {
          access: everyone,
          js: [
            windowComment,
            `const login = await pb.collection(${js(name)}).authWithOAuth2({ provider: ${js(provider)} });`,
            "console.log(login.token, login.meta);",
          ].join("\n"),
          dart: [
            windowComment,
            `final login = await pb.collection(${dart(name)}).authWithOAuth2(${dart(provider)}, (url) async {`,
            "  await launchUrl(url);",
            "});",
            "print(login.token);",
          ].join("\n"),
          dartImports: ["package:url_launcher/url_launcher.dart"],
          curl: {
            method: "POST",
            url: url + path,
            comment: comments.oauth2Code,
            body: { provider, code, codeVerifier, redirectURL: address },
          },
        }),
        answers: [
          loginAnswer(context, {
            meta: {
              id: "12345",
              name: "Someone",
              username: "someone",
              email: "someone@example.com",
              avatarURL: "https://…",
              accessToken: "…",
              refreshToken: "…",
              expiry: "2026-01-31 11:30:00.000Z",
              isNew: false,
              rawUser: {},
            },
          }),
          refusals.failedLogin,
        ],
      },
    ],
  };
}
