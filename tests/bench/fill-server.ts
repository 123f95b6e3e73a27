import PocketBase, { ClientResponseError } from "pocketbase";
import {
  cities,
  citiesCollection,
  countries,
  countriesCollection,
  traveller,
} from "./world.ts";
import type { Values } from "./world.ts";

/** How many requests are under way at once. */
const atOnce = 32;

/**
 * Puts the world into a server through its API, unless it is there already.
 *
 * @param superuser who may make collections there
 */
export async function fillServer(
  url: string,
  superuser: { readonly email: string; readonly password: string },
): Promise<void> {
  const client = new PocketBase(url).autoCancellation(false);
  await client
    .collection("_superusers")
    .authWithPassword(superuser.email, superuser.password);

  const { id } = await ensureCollection(client, countriesCollection);
  await ensureCollection(client, citiesCollection(id));
  await fillCollection(client, "countries", countries);
  await fillCollection(client, "cities", cities);
  await client
    .collection("users")
    .create({ ...traveller, passwordConfirm: traveller.password })
    .catch(ignoreRefusal);
}

async function ensureCollection(
  client: PocketBase,
  collection: { readonly name: string },
): Promise<{ readonly id: string }> {
  const existing = await client.collections.getFullList();
  return (
    existing.find(({ name }) => name === collection.name) ??
    client.collections.create(collection)
  );
}

async function fillCollection(
  client: PocketBase,
  name: string,
  records: readonly Values[],
): Promise<void> {
  const collection = client.collection(name);
  const { totalItems } = await collection.getList(1, 1);
  if (totalItems >= records.length) return;
  console.log(`Filling ${name} …`);
  // One queue, many takers.
  const queue = records.values();
  const take = async () => {
    for (const record of queue)
      await collection.create(record).catch(ignoreRefusal);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
}

/** What an earlier run has made already is refused. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof ClientResponseError) || error.status !== 400)
    throw error;
}
