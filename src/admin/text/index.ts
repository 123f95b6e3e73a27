/**
 * All that the admin says, in one place, so that it can be said in another language. `{name}` stands for a value that is put
 * there.
 */
export const text = {
  product: "Hutch",
  /** Of the window. */
  title: "{page} · {app}",

  verification: {
    title: "Verify your email address",
    running: "Verifying your email address …",
    done: "Your email address is verified",
    doneFor: "The server now knows that {email} is yours.",
    doneNext: "You can close this page and go back to the app.",
    expired: "This link does not work any more",
    expiredNext:
      "It is too old, or your address has changed since. Have a new one sent to {email}.",
    expiredNextApp:
      "It is too old, or your address has changed since. Ask for a new one in the app.",
    again: "Send a new link",
    sent: "Check your inbox",
    sentNext:
      "If {email} is still to be verified, a new link is on its way. It can take a minute or two.",
  },

  passwordReset: {
    title: "Choose a new password",
    lead: "For {email}.",
    password: "New password",
    passwordConfirm: "New password once more",
    submit: "Set the new password",
    done: "Your password is changed",
    doneNext:
      "Log in with it in the app. Wherever you were logged in before, you are logged out now.",
    doneHere: "Wherever you were logged in before, you are logged out now.",
    toLogin: "Log in",
    expired: "This link does not work any more",
    expiredNext:
      "It is too old, or was used already. Have a new one sent to {email}.",
    expiredNextApp:
      "It is too old, or was used already. Ask for a new one in the app.",
    again: "Send a new link",
    sent: "Check your inbox",
    sentNext:
      "If there is an account for {email}, a new link is on its way. It can take a minute or two.",
  },

  emailChange: {
    title: "Change your email address",
    lead: "Your password confirms that {email} is to be your new address.",
    password: "Password",
    submit: "Confirm the new address",
    done: "Your email address is changed",
    doneNext:
      "Log in with {email} in the app. Wherever you were logged in before, you are logged out now.",
    expired: "This link does not work any more",
    expiredNext:
      "It is too old, or was used already. Log in to the app and ask for the change again.",
  },

  oauth2: {
    success: "You are logged in",
    successNext: "Close this window and go back to the app.",
    failure: "The login did not work",
    failureNext: "Close this window and try again in the app.",
  },

  install: {
    title: "Make the first superuser",
    lead: "A superuser may see and change everything on this server.",
    email: "Email address",
    password: "Password",
    passwordHint: "Long and used nowhere else.",
    passwordConfirm: "Password once more",
    submit: "Make the superuser",
    instead: "Or go on with a backup",
    insteadText:
      "Of this server or of PocketBase. Its superusers, data and files take the place of what is here.",
    drop: "Choose a backup, or drop it here",
    onlyZip: "A backup is a zip file.",
    restoreTitle: "Go on with {name}?",
    restoreText:
      "All that this server has is replaced by what is in the backup. Use only backups that you trust.",
    restore: "Upload and restore",
    sending: "Uploading {name}",
    restoring: "Unpacking and checking",
    unreachable: "Waiting for the server to come back",
    stay: "Do not close this page. It goes on by itself.",
    failed:
      "The backup was not restored, and everything is as it was. {reason}",
    failedUnknown: "The server did not say why. Its log may.",
    restored: "The backup is restored",
    restoredNext:
      "Log in with a superuser of the backup. If you know none, make one in the console, with the --dir of the server if it has one:",
    toLogin: "Log in",
    expired: "This link does not work any more",
    expiredNext:
      "It is valid for 30 minutes and makes one superuser. If you have none yet, restart the server for a new link, or make one in the console, with the --dir of the server if it has one:",
    command: "hutch superuser upsert EMAIL PASSWORD",
  },

  link: {
    incomplete: "This link is not complete",
    incompleteNext:
      "A part of it is missing. Copy the whole link from the mail, or ask for a new one in the app.",
    incompleteInstall:
      "A part of it is missing. Copy the whole link from where the server was started.",
  },

  action: {
    retry: "Try again",
    cancel: "Cancel",
  },

  /** What went wrong with a request as a whole. */
  failure: {
    unreachable:
      "The server cannot be reached. Check your connection and try again.",
    tooMany: "Too many attempts. Wait a few minutes and try again.",
    refused: "The server does not allow this.",
    missing: "What this is about does not exist any more.",
    broken: "Something went wrong on the server. Try again in a moment.",
    other: "This did not work. Check what you have entered and try again.",
  },

  /** What is wrong with a value, by the API's code. `{min}` and the like come from the answer. */
  codes: {
    validation_required: "Fill this in.",
    validation_is_email: "This is not a complete email address.",
    validation_email_domain_not_allowed:
      "Addresses of this domain are not allowed.",
    validation_not_unique: "This is taken already.",
    validation_values_mismatch: "The two are not the same.",
    validation_invalid_password: "This is not your password.",
    validation_invalid_format: "This does not have the form that is asked for.",
    validation_min_text_constraint: "Use at least {min} characters.",
    validation_max_text_constraint: "Use at most {max} characters.",
    validation_length_out_of_range: "Use {min} to {max} characters.",
    validation_length_too_short: "Use at least {min} characters.",
    validation_length_too_long: "Use at most {max} characters.",
  } as Readonly<Record<string, string>>,
} as const;

/** Puts values into the places that a text has for them; places without a value stay as they are. */
export function fill(
  template: string,
  values: Readonly<Record<string, unknown>>,
): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}
