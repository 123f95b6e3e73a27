import type { CollectionModel } from "pocketbase";

/** Collections as JSON to be imported elsewhere: without times, and without OAuth2 providers, whose secrets nobody is told. */
export function exportedJson(collections: readonly CollectionModel[]): string {
  return JSON.stringify(collections.map(exported), null, 2);
}

function exported(collection: CollectionModel): object {
  const { created: _, updated: __, ...rest } = collection;
  const { oauth2 }: Readonly<Record<string, unknown>> = rest;
  if (typeof oauth2 !== "object" || oauth2 === null) return rest;
  const { providers: ___, ...others }: Readonly<Record<string, unknown>> = {
    ...oauth2,
  };
  return { ...rest, oauth2: others };
}
