import type { OAuth2ProviderOptions } from "../../collections/collection.ts";
import type { OAuth2Provider, ProviderOptions } from "./provider.ts";

/** Lays a collection's options over what the provider has of its own; empty ones leave it. */
export function providerOptions(
  provider: OAuth2Provider,
  config: OAuth2ProviderOptions,
): ProviderOptions {
  const extra = config.extra ?? {};
  return {
    name: provider.name,
    displayName: config.displayName || provider.displayName || provider.name,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    authURL: config.authURL || provider.authURL,
    tokenURL: config.tokenURL || provider.tokenURL,
    userInfoURL: config.userInfoURL || provider.userInfoURL,
    pkce: config.pkce ?? provider.pkce,
    scopes: provider.scopesWith?.(extra) ?? provider.scopes,
    extra,
  };
}
