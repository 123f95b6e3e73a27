import type { OAuth2Provider } from "../auth/oauth2/provider.ts";
import {
  oauth2ProviderList,
  oauth2ProviderNamed,
} from "../auth/oauth2/providers/index.ts";

/** A service that one can log in with, as the API lists it. */
export type OAuth2ProviderName = Pick<
  OAuth2Provider,
  "name" | "displayName" | "logo"
>;

/** The providers that a collection may use, in the order in which the API lists them. */
export const oauth2Providers: readonly OAuth2ProviderName[] =
  oauth2ProviderList.map(({ name, displayName, logo }) => ({
    name,
    displayName,
    logo,
  }));

/** Whether there is a provider of the name. */
export function isKnownProvider(name: string): boolean {
  return oauth2ProviderNamed(name) !== undefined;
}
