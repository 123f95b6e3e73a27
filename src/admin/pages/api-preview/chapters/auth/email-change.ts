import { apiPreviewText } from "../../../../text/api-preview.ts";
import { loggedIn } from "../../examples/access.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../examples/preview-context.ts";
import type { Chapter } from "../chapter.ts";
import { textParameter } from "../parameters.ts";
import { mailStep } from "./mail-flow.ts";

const { emailChange: texts, parameters } = apiPreviewText;

/** Another email address. */
export function emailChangeChapter(context: PreviewContext): Chapter {
  const { newEmail, mailToken, password } = placeholders;
  return {
    id: "email-change",
    group: "account",
    title: texts.title,
    lead: texts.lead,
    access: loggedIn,
    calls: [
      mailStep(context, {
        title: texts.request,
        route: "request-email-change",
        method: "requestEmailChange",
        values: { newEmail },
        access: loggedIn,
        body: [textParameter("newEmail", parameters.newEmail, true)],
      }),
      mailStep(context, {
        title: texts.confirm,
        route: "confirm-email-change",
        method: "confirmEmailChange",
        values: { token: mailToken, password },
        body: [
          textParameter("token", parameters.mailToken, true),
          textParameter("password", parameters.accountPassword, true),
        ],
      }),
    ],
  };
}
