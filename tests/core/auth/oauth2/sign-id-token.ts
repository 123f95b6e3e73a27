import type { JsonObject } from "../../../../src/core/json.ts";

/** Who signs ID tokens. */
export interface TokenSigner {
  /** What its `jwksURL` answers. */
  readonly keys: JsonObject;
  /** A token that is valid for an hour, with these claims over the usual ones. */
  sign(claims: JsonObject): Promise<string>;
}

/** Makes a signer with an RSA key of its own, called "key". */
export async function createTokenSigner(): Promise<TokenSigner> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(
    {
      ...algorithm,
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ["sign", "verify"],
  );
  const { kty, n, e } = await crypto.subtle.exportKey("jwk", publicKey);
  return {
    keys: {
      keys: [{ kty, n, e, kid: "key", alg: "RS256", use: "sig" }],
    },
    async sign(claims) {
      const now = Math.floor(Date.now() / 1000);
      const signed = [
        { alg: "RS256", kid: "key" },
        { aud: "client", iat: now, exp: now + 3600, ...claims },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
        .join(".");
      const signature = await crypto.subtle.sign(
        algorithm,
        privateKey,
        Buffer.from(signed),
      );
      return `${signed}.${Buffer.from(signature).toString("base64url")}`;
    },
  };
}
