import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ConfigurableOAuth2Provider } from "pocketbase";
import { client } from "../../../../../server/client.ts";

/** The services that one can log in with, as the server knows them. */
export function useKnownProviders(): UseQueryResult<
  readonly ConfigurableOAuth2Provider[]
> {
  return useQuery({
    queryKey: ["oauth2-providers"],
    queryFn: () => client.collections.getAllOAuth2Providers(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
