import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import {
  collect,
  exactLength,
  required,
} from "../../collections/fields/field-errors.ts";
import { toText } from "../../collections/fields/casting.ts";
import { strictReader } from "../../collections/json-reader.ts";
import {
  numberRange,
  wrongFormat,
} from "../../collections/validation/checks.ts";
import { type FieldError, Invalid } from "../../errors.ts";

/** Seconds: six months, the longest that Apple takes. */
const maxDuration = 15_777_000;

/**
 * A client secret for "Sign in with Apple": a JSON web token that the key from the developer account signs.
 *
 * @param options untrusted: `clientId` (the service id), `teamId` and `keyId` (ten characters each), `privateKey`
 *   (PKCS 8 in PEM) and `duration` (seconds)
 * @throws {Invalid} with errors by name, or without when the key cannot sign
 * @see https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret
 */
export function createAppleClientSecret(
  options: Readonly<Record<string, unknown>>,
): string {
  const clientId = toText(options["clientId"]);
  const teamId = toText(options["teamId"]);
  const keyId = toText(options["keyId"]);
  const privateKey = toText(options["privateKey"]);
  const duration = strictReader.whole(options["duration"], 0);
  const errors = collect([
    ["clientId", clientId === "" ? required : undefined],
    ["teamId", tenCharacters(teamId)],
    ["keyId", tenCharacters(keyId)],
    ["privateKey", checkPem(privateKey)],
    ["duration", numberRange(duration, 1, maxDuration)],
  ]);
  if (errors !== undefined) {
    throw new Invalid("Invalid client secret data.", errors);
  }
  const now = Math.floor(Date.now() / 1000);
  return signEs256(
    { alg: "ES256", kid: keyId, typ: "JWT" },
    {
      iss: teamId,
      sub: clientId,
      aud: ["https://appleid.apple.com"],
      exp: now + duration,
      iat: now,
    },
    readKey(privateKey),
  );
}

function tenCharacters(text: string): FieldError | undefined {
  return text === "" ? required : exactLength(text, 10);
}

function checkPem(text: string): FieldError | undefined {
  if (text === "") return required;
  const begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
  const end = text.lastIndexOf("-----END PRIVATE KEY-----");
  return begin !== -1 && end > begin ? undefined : wrongFormat;
}

/** @throws {Invalid} it is no key on the curve P-256 */
function readKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem.trim());
  } catch (cause) {
    throw failed("the private key cannot be read", cause);
  }
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== "ec" || namedCurve !== "prime256v1") {
    throw failed("the private key is not one of the curve P-256");
  }
  return key;
}

function failed(reason: string, cause?: unknown): Invalid {
  return new Invalid(
    `Failed to generate client secret. Raw error: \n${reason}`,
    {},
    { cause },
  );
}

/** A JSON web signature in its compact form (RFC 7515 section 3.1, RFC 7518 section 3.4). */
function signEs256(header: object, claims: object, key: KeyObject): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = sign("sha256", Buffer.from(signed), {
    key,
    dsaEncoding: "ieee-p1363",
  });
  return `${signed}.${signature.toString("base64url")}`;
}
