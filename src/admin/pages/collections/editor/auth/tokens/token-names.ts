/** The kinds of tokens that an auth collection issues. */
export const tokenNames = [
  "authToken",
  "passwordResetToken",
  "verificationToken",
  "emailChangeToken",
  "fileToken",
] as const;

export type TokenName = (typeof tokenNames)[number];

/** Superusers verify no address, and change theirs themselves. */
export const superuserTokens: readonly TokenName[] = [
  "authToken",
  "passwordResetToken",
  "fileToken",
];
