import { apiPreviewText } from "../../../../text/api-preview.ts";
import { everyone } from "../../examples/access.ts";
import { examplesOf } from "../../examples/examples.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../examples/preview-context.ts";
import { dart } from "../../examples/write-dart.ts";
import { js } from "../../examples/write-js.ts";
import { firstFactor, loginAnswer, missing, refusals } from "../answers.ts";
import type { Chapter } from "../chapter.ts";
import { shapeParameters, textParameter } from "../parameters.ts";
import { secondFactor } from "./second-factor.ts";

const { otp: texts, comments, parameters } = apiPreviewText;

/** Logging in with digits from a mail. */
export function oneTimePasswordChapter(context: PreviewContext): Chapter {
  const { collection, url } = context;
  const { name, otp, mfa } = collection;
  const base = `/api/collections/${name}`;
  const { email, otpId, otp: digits } = placeholders;
  const isTwofold = mfa?.enabled === true;
  return {
    id: "auth-with-otp",
    group: "login",
    title: texts.title,
    lead: texts.lead,
    access: everyone,
    ...(otp?.enabled !== true && { off: texts.off }),
    calls: [
      {
        title: texts.request,
        method: "POST",
        path: `${base}/request-otp`,
        body: [textParameter("email", parameters.otpEmail, true)],
        examples: examplesOf(context, {
          access: everyone,
          js: [
            `const request = await pb.collection(${js(name)}).requestOTP('${email}');`,
            "console.log(request.otpId);",
          ].join("\n"),
          dart: [
            `final request = await pb.collection(${dart(name)}).requestOTP('${email}');`,
            "print(request.otpId);",
          ].join("\n"),
          curl: {
            method: "POST",
            url: `${url}${base}/request-otp`,
            body: { email },
          },
        }),
        answers: [
          { status: 200, body: { otpId: "l1f9x5ebkd6ks2q" } },
          missing("email"),
        ],
      },
      {
        title: texts.login,
        method: "POST",
        path: `${base}/auth-with-otp`,
        query: shapeParameters(context),
        body: [
          textParameter("otpId", parameters.otpId, true),
          textParameter("password", parameters.otp, true),
          ...(isTwofold ? [secondFactor] : []),
        ],
        examples: examplesOf(context, {
          access: everyone,
          js: [
            ...(isTwofold ? [`// ${comments.mfa}`] : []),
            `const login = await pb.collection(${js(name)}).authWithOTP('${otpId}', '${digits}');`,
            "console.log(login.token, login.record);",
          ].join("\n"),
          dart: [
            ...(isTwofold ? [`// ${comments.mfa}`] : []),
            `final login = await pb.collection(${dart(name)}).authWithOTP('${otpId}', '${digits}');`,
            "print(login.token);",
          ].join("\n"),
          curl: {
            method: "POST",
            url: `${url}${base}/auth-with-otp`,
            body: { otpId, password: digits },
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
