import { fill } from "../../text/index.ts";
import { loginText } from "../../text/login.ts";

/**
 * What to ask for beside the password, as in "Email address or username".
 *
 * @param fields the names of the fields that the server takes it from; none stands for the email address
 */
export function labelOfIdentity(fields: readonly string[]): string {
  const [first = loginText.email, ...others] = fields.map((field) =>
    field === "email" ? loginText.email : field,
  );
  return others.reduce(
    (one, other) => fill(loginText.identityOr, { one, other }),
    first,
  );
}
