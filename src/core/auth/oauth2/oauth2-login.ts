import { formatTime } from "../../collections/fields/date-time.ts";
import { Forbidden, Invalid } from "../../errors.ts";
import type { JsonObject } from "../../json.ts";
import { deriveRequest } from "../../request.ts";
import type { Auth } from "../auth.ts";
import type { AuthParts } from "../auth-parts.ts";
import { finishLogin } from "../finish-login.ts";
import { createCodeExchange } from "./exchange-code.ts";
import { findAccount, linkAccount } from "./link-account.ts";
import type {
  ExternalUser,
  OAuth2Provider,
  ProviderSession,
  ProviderTokens,
} from "./provider.ts";
import { createProviderFetch } from "./provider-fetch.ts";
import { providerOptions } from "./provider-options.ts";
import { createProviderSession } from "./provider-session.ts";
import { readObject } from "./providers/read-user.ts";
import { type OAuth2Login, readOAuth2Login } from "./read-login.ts";
import type { OAuth2Redirects } from "./redirects.ts";

/** A user, and what the provider sent about them. */
interface Identity {
  readonly user: ExternalUser;
  readonly rawUser: JsonObject;
  readonly tokens: ProviderTokens;
}

/**
 * Chapter "Auth with OAuth2": exchanges the code that a client's user came back with for who that user is, finds or makes
 * their record, and logs it in. The client compares the `state`; what binds the code to this client is the provider's to
 * judge (verifier, redirect URI, client id).
 */
export function createOAuth2Login(
  parts: AuthParts,
  redirects: OAuth2Redirects,
): Auth["withOAuth2"] {
  const { hooks, log } = parts;
  const exchangeCode = createCodeExchange();

  async function identify(login: OAuth2Login): Promise<Identity> {
    const { provider, config, grant } = login;
    const options = providerOptions(provider, config);
    const fetch = createProviderFetch();
    const tokens = await exchangeCode(options, grant, fetch).catch(
      refuse("Failed to fetch OAuth2 token.", provider),
    );
    const session = createProviderSession(options, tokens, fetch);
    const known = await fetchUser(provider, session).catch(
      refuse("Failed to fetch OAuth2 user.", provider),
    );
    return { ...known, tokens };
  }

  /** Why it failed is for the log alone: it may tell of the configuration. */
  function refuse(message: string, { name }: OAuth2Provider) {
    return (cause: unknown): never => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      log.warn(message, { provider: name, reason });
      throw new Invalid(message, {}, { cause });
    };
  }

  return async (collection, expand, request) => {
    if (!collection.oauth2.enabled) {
      throw new Forbidden(
        "The collection is not configured to allow OAuth2 authentication.",
      );
    }
    const login = readOAuth2Login(collection, request.body);
    const { provider, grant, createData } = login;
    const { user: found, rawUser, tokens } = await identify(login);
    const user =
      provider.name === "apple" && found.name === ""
        ? { ...found, name: redirects.takeName(grant.code) }
        : found;
    const arrival = {
      collection,
      provider: provider.name,
      user,
      createData,
      request,
    };
    const known = await findAccount(parts, parts.records, arrival);
    const event = {
      collection,
      provider: provider.name,
      user,
      createData,
      record: known?.record,
      request,
    };
    return hooks.onRecordAuthWithOAuth2Request.run(event, async () => {
      const { record, isNew } = await linkAccount(parts, arrival);
      const meta = presentIdentity({ user, rawUser, tokens }, isNew);
      return finishLogin(
        parts,
        collection,
        record,
        { method: "oauth2", expand, meta },
        deriveRequest(request, { context: "oauth2" }),
      );
    });
  };
}

async function fetchUser(
  provider: OAuth2Provider,
  session: ProviderSession,
): Promise<Omit<Identity, "tokens">> {
  const answer = provider.fetchUser
    ? await provider.fetchUser(session)
    : await session.request(session.options.userInfoURL);
  const rawUser = readObject(answer);
  return { user: await provider.readUser(rawUser, session), rawUser };
}

function presentIdentity(
  { user, rawUser, tokens }: Identity,
  isNew: boolean,
): JsonObject {
  const { id, name, username, email, avatarURL } = user;
  const { accessToken, refreshToken, expiry } = tokens;
  return {
    expiry: expiry === undefined ? "" : formatTime(expiry.getTime()),
    rawUser,
    id,
    name,
    username,
    avatarURL,
    accessToken,
    refreshToken,
    email,
    avatarUrl: avatarURL,
    isNew,
  };
}
