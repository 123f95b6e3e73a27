import { apiPreviewText } from "../../../../text/api-preview.ts";
import { everyone } from "../../examples/access.ts";
import {
  placeholders,
  type PreviewContext,
} from "../../examples/preview-context.ts";
import type { Chapter } from "../chapter.ts";
import { textParameter } from "../parameters.ts";
import { mailStep } from "./mail-flow.ts";

const { passwordReset: texts, parameters } = apiPreviewText;

/** Another password in place of one that is forgotten. */
export function passwordResetChapter(context: PreviewContext): Chapter {
  const { email, mailToken, newPassword } = placeholders;
  return {
    id: "password-reset",
    group: "account",
    title: texts.title,
    lead: texts.lead,
    access: everyone,
    calls: [
      mailStep(context, {
        title: texts.request,
        route: "request-password-reset",
        method: "requestPasswordReset",
        values: { email },
        body: [textParameter("email", parameters.email, true)],
      }),
      mailStep(context, {
        title: texts.confirm,
        route: "confirm-password-reset",
        method: "confirmPasswordReset",
        values: {
          token: mailToken,
          password: newPassword,
          passwordConfirm: newPassword,
        },
        body: [
          textParameter("token", parameters.mailToken, true),
          textParameter("password", parameters.newPassword, true),
          textParameter("passwordConfirm", parameters.newPasswordConfirm, true),
        ],
      }),
    ],
  };
}
