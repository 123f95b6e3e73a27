import { sql } from "drizzle-orm";
import type { App } from "../../src/core/app.ts";
import { serverRequest } from "../../src/core/request.ts";

/**
 * Makes a record that has files, put where they belong as if they had been there before.
 *
 * @param files contents by name, for each file field
 * @returns the record's id
 */
export async function storeFiles(
  app: App,
  collectionName: string,
  files: Readonly<Record<string, Readonly<Record<string, Blob>>>>,
): Promise<string> {
  const collection = app.collections.find(collectionName)!;
  const { id } = (await app.records.create(
    collection,
    undefined,
    serverRequest,
  )) as { id: string };
  for (const [fieldName, contents] of Object.entries(files)) {
    const field = collection.field.get(fieldName)!;
    const names = Object.keys(contents);
    const isList = field.type === "file" && field.maxSelect > 1;
    const value = isList ? JSON.stringify(names) : (names[0] ?? "");
    await app.database.run(
      sql`update ${sql.identifier(collection.name)} set ${sql.identifier(fieldName)} = ${value} where id = ${id}`,
    );
    for (const [name, blob] of Object.entries(contents)) {
      const key = `${collection.id}/${id}/${name}`;
      await app.storage.current.write(key, blob, blob.type);
    }
  }
  return id;
}
