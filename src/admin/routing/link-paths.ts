/** Pages that a link with a token leads to. */
export type LinkPage =
  "verification" | "passwordReset" | "emailChange" | "install";

/** Where they are. The token follows as one more part of the path. */
export const linkPaths = {
  verification: "/auth/confirm-verification",
  passwordReset: "/auth/confirm-password-reset",
  emailChange: "/auth/confirm-email-change",
  install: "/pbinstall",
} as const satisfies Readonly<Record<LinkPage, string>>;
