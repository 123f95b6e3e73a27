interface Login {
  readonly username: string;
  readonly password: string;
}

/** Characters of a failure that are worth reading. */
const maxLength = 300;

/**
 * What went wrong with a mail server, for an administrator to read after "it did not take the mail: ". Should the server
 * have repeated the password, it is taken out.
 */
export function describeFailure(error: unknown, login: Login): string {
  const failure = parse(error);
  const said =
    failure.response === "" ? failure.message : `it said "${failure.response}"`;
  const text = [explain(failure), said].filter(Boolean).join(": ");
  return hidePassword(text, login)
    .replaceAll(/\p{Cc}+/gu, " ")
    .slice(0, maxLength);
}

interface Failure {
  readonly message: string;
  readonly code: string;
  /** The server's own words, if any. */
  readonly response: string;
}

function parse(error: unknown): Failure {
  const read = (name: string) => {
    if (typeof error !== "object" || error === null) return "";
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : "";
  };
  return {
    message: read("message"),
    code: read("code"),
    response: read("response"),
  };
}

function explain({ message, code }: Failure): string {
  switch (code) {
    case "EAUTH":
      return "it refused the username and password";
    case "EDNS":
      return "its address was not found";
    case "ETIMEDOUT":
      return "it does not answer, or expects TLS from the start";
    case "ETLS":
      return "it offers no encryption, and a password is not sent in clear";
    case "ECONNECTION":
    case "ESOCKET":
      if (/\bcert/i.test(message)) return "its certificate is not trusted";
      return /WRONG_VERSION_NUMBER/.test(message)
        ? "it does not expect TLS from the start"
        : "there is no connection to it";
    default:
      return "";
  }
}

/** Takes out the password as AUTH LOGIN and AUTH PLAIN (RFC 4616) send it, and as it is. */
function hidePassword(text: string, { username, password }: Login): string {
  if (password === "") return text;
  return [`\0${username}\0${password}`, password]
    .flatMap((secret) => [Buffer.from(secret).toString("base64"), secret])
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}
