import type { PreviewContext } from "../examples/preview-context.ts";
import { superuserCollection } from "../examples/access.ts";
import { authMethodsChapter } from "./auth/auth-methods.ts";
import { emailChangeChapter } from "./auth/email-change.ts";
import { impersonateChapter } from "./auth/impersonate.ts";
import { oauth2Chapter } from "./auth/oauth2.ts";
import { oneTimePasswordChapter } from "./auth/one-time-password.ts";
import { passwordResetChapter } from "./auth/password-reset.ts";
import { passwordChapter } from "./auth/password.ts";
import { refreshChapter } from "./auth/refresh.ts";
import { verificationChapter } from "./auth/verification.ts";
import type { Chapter } from "./chapter.ts";
import { batchChapter } from "./records/batch.ts";
import { createChapter } from "./records/create.ts";
import { deleteChapter } from "./records/delete.ts";
import { exportChapter } from "./records/export.ts";
import { filesChapter } from "./records/files.ts";
import { importChapter } from "./records/import.ts";
import { listChapter } from "./records/list.ts";
import { realtimeChapter } from "./records/realtime.ts";
import { updateChapter } from "./records/update.ts";
import { viewChapter } from "./records/view.ts";

/** What the API does for a collection. */
export function chaptersOf(context: PreviewContext): readonly Chapter[] {
  const { type, name } = context.collection;
  const isSuperusers = name === superuserCollection;
  const makers: readonly (
    false | ((context: PreviewContext) => Chapter | undefined)
  )[] = [
    listChapter,
    viewChapter,
    ...(type === "view"
      ? []
      : [
          createChapter,
          updateChapter,
          deleteChapter,
          batchChapter,
          realtimeChapter,
        ]),
    filesChapter,
    ...(type === "view" ? [] : [importChapter]),
    exportChapter,
    ...(type === "auth"
      ? [
          authMethodsChapter,
          passwordChapter,
          oneTimePasswordChapter,
          !isSuperusers && oauth2Chapter,
          refreshChapter,
          !isSuperusers && verificationChapter,
          passwordResetChapter,
          emailChangeChapter,
          impersonateChapter,
        ]
      : []),
  ];
  return makers.flatMap((make) =>
    make === false ? [] : (make(context) ?? []),
  );
}
