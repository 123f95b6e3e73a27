import { apiPreviewText } from "../../../../text/api-preview.ts";
import { everyone } from "../../examples/access.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../examples/preview-context.ts";
import type { Chapter } from "../chapter.ts";
import { textParameter } from "../parameters.ts";
import { mailStep } from "./mail-flow.ts";

const { verification: texts, parameters } = apiPreviewText;

/** Confirming an email address. */
export function verificationChapter(context: PreviewContext): Chapter {
  const { email, mailToken } = placeholders;
  return {
    id: "verification",
    group: "account",
    title: texts.title,
    lead: texts.lead,
    access: everyone,
    calls: [
      mailStep(context, {
        title: texts.request,
        route: "request-verification",
        method: "requestVerification",
        values: { email },
        body: [textParameter("email", parameters.email, true)],
      }),
      mailStep(context, {
        title: texts.confirm,
        route: "confirm-verification",
        method: "confirmVerification",
        values: { token: mailToken },
        body: [textParameter("token", parameters.mailToken, true)],
      }),
    ],
  };
}
