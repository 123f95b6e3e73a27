import type { EmailTemplate } from "./collection.ts";

/*
 * The mails of a new auth collection. {APP_NAME}, {APP_URL}, {TOKEN}, {OTP} and {ALERT_INFO} are filled in when a mail
 * is sent.
 */

export const verification: EmailTemplate = {
  subject: "Confirm your email address for {APP_NAME}",
  body: withButton(
    "Welcome to {APP_NAME}! Please confirm that this email address is yours.",
    "confirm-verification",
    "Confirm email address",
    "If you did not sign up, there is nothing that you need to do.",
  ),
};

export const passwordReset: EmailTemplate = {
  subject: "Choose a new {APP_NAME} password",
  body: withButton(
    "Somebody, hopefully you, wants to set a new password for your {APP_NAME} account.",
    "confirm-password-reset",
    "Choose a new password",
    "If that was not you, your password stays as it is and you can delete this mail.",
  ),
};

export const emailChange: EmailTemplate = {
  subject: "Confirm your new email address for {APP_NAME}",
  body: withButton(
    "Please confirm that your {APP_NAME} account should use this email address from now on.",
    "confirm-email-change",
    "Use this address",
    "If you did not ask for that, your account stays as it is and you can delete this mail.",
  ),
};

export const oneTimePassword: EmailTemplate = {
  subject: "Your {APP_NAME} login code",
  body: withSignature(`<p>Hi,</p>
<p>The code to log in with is <strong>{OTP}</strong>. It works once and not for long.</p>
<p><small>If you are not logging in right now, delete this mail and tell nobody the code.</small></p>`),
};

export const authAlert: EmailTemplate = {
  subject: "New login to your {APP_NAME} account",
  body: withSignature(`<p>Hi,</p>
<p>Somebody logged in to your {APP_NAME} account from a place that we have not seen before:</p>
<p><em>{ALERT_INFO}</em></p>
<p><strong>Was it not you? Change your password now: that ends all other logins.</strong></p>
<p>If it was you, all is well.</p>`),
};

function withButton(
  reason: string,
  page: string,
  label: string,
  otherwise: string,
): string {
  return withSignature(`<p>Hi,</p>
<p>${reason}</p>
<p>
  <a class="btn" href="{APP_URL}/_/#/auth/${page}/{TOKEN}" target="_blank" rel="noopener">${label}</a>
</p>
<p><small>${otherwise}</small></p>`);
}

function withSignature(body: string): string {
  return `${body}
<p>
  Best regards,<br/>
  {APP_NAME}
</p>`;
}
