import type { EmailTemplate } from "pocketbase";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import type { AuthDraft, CollectionDraft } from "../../collection-draft.ts";

type AuthMails = Pick<
  AuthDraft,
  | "verificationTemplate"
  | "resetPasswordTemplate"
  | "confirmEmailChangeTemplate"
  | "otp"
  | "authAlert"
>;

/** One of the mails that a collection sends. */
export interface MailKind {
  /** Where the server has it. */
  readonly path: string;
  /** What the server calls it when it sends a test. */
  readonly template:
    "verification" | "password-reset" | "email-change" | "otp" | "login-alert";
  readonly title: string;
  readonly placeholders: readonly (keyof typeof authOptionsText.mails.hints)[];
  /** Superusers verify no address, and change theirs themselves. */
  readonly isForSuperusers: boolean;
  readonly read: (mails: AuthMails) => EmailTemplate;
  readonly write: (
    draft: AuthDraft,
    mail: EmailTemplate,
  ) => Partial<CollectionDraft>;
  /** Whether it is ever sent. */
  readonly isUsed: (draft: AuthDraft) => boolean;
}

const { mails: texts } = authOptionsText;

/** The mails of an auth collection. */
export const mailKinds: readonly MailKind[] = [
  {
    path: "verificationTemplate",
    template: "verification",
    title: texts.verification,
    placeholders: ["{TOKEN}"],
    isForSuperusers: false,
    read: ({ verificationTemplate }) => verificationTemplate,
    write: (_draft, verificationTemplate) => ({ verificationTemplate }),
    isUsed: () => true,
  },
  {
    path: "resetPasswordTemplate",
    template: "password-reset",
    title: texts.resetPassword,
    placeholders: ["{TOKEN}"],
    isForSuperusers: true,
    read: ({ resetPasswordTemplate }) => resetPasswordTemplate,
    write: (_draft, resetPasswordTemplate) => ({ resetPasswordTemplate }),
    isUsed: ({ passwordAuth }) => passwordAuth.enabled,
  },
  {
    path: "confirmEmailChangeTemplate",
    template: "email-change",
    title: texts.confirmEmailChange,
    placeholders: ["{TOKEN}"],
    isForSuperusers: false,
    read: ({ confirmEmailChangeTemplate }) => confirmEmailChangeTemplate,
    write: (_draft, confirmEmailChangeTemplate) => ({
      confirmEmailChangeTemplate,
    }),
    isUsed: () => true,
  },
  {
    path: "otp.emailTemplate",
    template: "otp",
    title: texts.otp,
    placeholders: ["{OTP}", "{OTP_ID}"],
    isForSuperusers: true,
    read: ({ otp }) => otp.emailTemplate,
    write: ({ otp }, emailTemplate) => ({ otp: { ...otp, emailTemplate } }),
    isUsed: ({ otp }) => otp.enabled,
  },
  {
    path: "authAlert.emailTemplate",
    template: "login-alert",
    title: texts.authAlert,
    placeholders: ["{ALERT_INFO}"],
    isForSuperusers: true,
    read: ({ authAlert }) => authAlert.emailTemplate,
    write: ({ authAlert }, emailTemplate) => ({
      authAlert: { ...authAlert, emailTemplate },
    }),
    isUsed: ({ authAlert }) => authAlert.enabled,
  },
];

/** The same subject and text. */
export function isSameMail(one: EmailTemplate, other: EmailTemplate): boolean {
  return one.subject === other.subject && one.body === other.body;
}
