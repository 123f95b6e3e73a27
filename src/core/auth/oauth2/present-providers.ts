import type { AuthCollection } from "../../collections/collection.ts";
import { randomLetters } from "../../collections/random-text.ts";
import type { JsonObject } from "../../json.ts";
import type { OAuth2Provider, ProviderOptions } from "./provider.ts";
import { isWebAddress } from "./provider-fetch.ts";
import { providerOptions } from "./provider-options.ts";
import { oauth2ProviderNamed } from "./providers/index.ts";

const stateLength = 30;

/**
 * What a client needs to send its user to each provider: a fresh `state` (RFC 6749 section 10.12), a PKCE verifier (RFC
 * 7636) and an address to which it appends its own redirect URI. The server keeps none of it. A provider that cannot be
 * used as it is configured is left out.
 */
export async function presentProviders({
  oauth2,
}: AuthCollection): Promise<readonly JsonObject[]> {
  const usable = (oauth2.providers ?? []).flatMap((config) => {
    const provider = oauth2ProviderNamed(config.name);
    if (provider === undefined) return [];
    const options = providerOptions(provider, config);
    // Clients send their users there: nothing but the web will do (`javascript:` above all).
    return isWebAddress(options.authURL) ? [{ provider, options }] : [];
  });
  return Promise.all(
    usable.map(({ provider, options }) => presentProvider(provider, options)),
  );
}

async function presentProvider(
  provider: OAuth2Provider,
  options: ProviderOptions,
): Promise<JsonObject> {
  const state = randomLetters(stateLength);
  const proof = options.pkce ? await createProof() : noProof;
  const authURL = authorizationURL(options, {
    ...provider.authParameters,
    ...(options.pkce && {
      code_challenge: proof.codeChallenge,
      code_challenge_method: proof.codeChallengeMethod,
    }),
    state,
  });
  return {
    name: options.name,
    displayName: options.displayName,
    logo: provider.logo,
    state,
    authURL,
    authUrl: authURL,
    ...proof,
  };
}

/** The authorization request (RFC 6749 section 4.1.1), ending in an empty `redirect_uri` for the client to fill in. */
function authorizationURL(
  { authURL, clientId, scopes }: ProviderOptions,
  parameters: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({
    ...parameters,
    client_id: clientId,
    response_type: "code",
  });
  if (scopes.length > 0) query.set("scope", scopes.join(" "));
  query.sort();
  const separator = authURL.includes("?") ? "&" : "?";
  return `${authURL}${separator}${query.toString()}&redirect_uri=`;
}

interface Proof {
  readonly codeVerifier: string;
  readonly codeChallenge: string;
  readonly codeChallengeMethod: string;
}

const noProof: Proof = {
  codeVerifier: "",
  codeChallenge: "",
  codeChallengeMethod: "",
};

async function createProof(): Promise<Proof> {
  const { calculatePKCECodeChallenge, generateRandomCodeVerifier } =
    await import("oauth4webapi");
  const codeVerifier = generateRandomCodeVerifier();
  return {
    codeVerifier,
    codeChallenge: await calculatePKCECodeChallenge(codeVerifier),
    codeChallengeMethod: "S256",
  };
}
