import { useQuery } from "@tanstack/react-query";
import { Code } from "../../../../components/texts/code.tsx";
import { client } from "../../../../server/client.ts";
import { collectionsText } from "../../../../text/collections.ts";
import { Becomes } from "./becomes.tsx";
import { Group } from "./change-group.tsx";
import type { CollectionChanges } from "./collection-changes.ts";

const texts = collectionsText.changes;

/** Login providers whose host is another one, where accounts are linked to them: those are other people's there. */
export function MovedProviders({
  collectionId,
  moved,
}: {
  readonly collectionId: string;
  readonly moved: CollectionChanges["movedProviders"];
}) {
  const { data = [] } = useQuery({
    queryKey: ["moved-providers", collectionId, moved],
    queryFn: async () => {
      const counts = await Promise.all(
        moved.map(({ provider }) => countLinks(collectionId, provider)),
      );
      return moved.filter((_, i) => (counts[i] ?? 0) > 0);
    },
    gcTime: 0,
  });
  return (
    <Group title={texts.providers} hint={texts.providersHint} isLoss>
      {data.map(({ provider, from, to }) => (
        <li key={provider}>
          {provider}: <Code inline>{from}</Code> <Becomes />{" "}
          <Code inline>{to}</Code>{" "}
          <a
            href={`#/collections?${new URLSearchParams({
              collection: "_externalAuths",
              filter: linksOf(collectionId, provider),
            })}`}
            target="_blank"
            rel="noreferrer"
          >
            {texts.providerLinks}
          </a>
        </li>
      ))}
    </Group>
  );
}

async function countLinks(
  collectionId: string,
  provider: string,
): Promise<number> {
  const { totalItems } = await client
    .collection("_externalAuths")
    .getList(1, 1, { filter: linksOf(collectionId, provider), fields: "id" });
  return totalItems;
}

function linksOf(collectionId: string, provider: string): string {
  return client.filter(
    "collectionRef = {:collectionId} && provider = {:provider}",
    {
      collectionId,
      provider,
    },
  );
}
