/** What is said on the way in. */
export const loginText = {
  title: "Log in",
  lead: "To manage this server as a superuser.",
  email: "Email address",
  password: "Password",
  submit: "Log in",
  forgotten: "Forgotten your password?",
  withCode: "Log in with a one-time password",
  withPassword: "Log in with a password",
  identityOr: "{one} or {other}",
  wrong: "The email address or the password is wrong.",
  wrongIdentity: "What you logged in with, or the password, is wrong.",
  nothing:
    "Superusers cannot log in at the moment: every way to log in is turned off. Turn one on again with the collection “_superusers”, or make a new superuser in the console.",
  secondTitle: "One more step",
  secondLead: "Your password was right. This server asks for a second proof.",
  secondLeadCode:
    "Your one-time password was right. This server asks for a second proof.",
  beginAgain: "Start again",
  tooLate: "The second step took too long. Please start again.",
  codeSend: "Send a one-time password",
  codeLead: "It comes by email and works for a few minutes.",
  codeTitle: "Check your inbox",
  codeSent:
    "If {email} is a superuser, a one-time password is on its way. It can take a minute or two.",
  code: "One-time password",
  codeWrong: "This one-time password is wrong, or too old.",
  codeAgain: "Send another one",
  noSuperuser: "No superuser yet?",
  noSuperuserText:
    "While there is none, each start of the server prints a link to make the first one. Or make it in the console, with the --dir of the server if it has one:",
  noSuperuserCommand: "hutch superuser upsert EMAIL PASSWORD",

  reset: {
    title: "Forgotten password",
    lead: "A link to choose a new one comes by email.",
    submit: "Send the link",
    sent: "Check your inbox",
    sentNext:
      "If {email} is a superuser, a link is on its way. It can take a minute or two.",
    noMail:
      "No mail can be sent yet? In the console, {command} sets a new password.",
    command: "hutch superuser upsert EMAIL PASSWORD",
    back: "Back to the login",
  },
} as const;
