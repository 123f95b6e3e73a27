import { sql } from "drizzle-orm";
import type { Database } from "../../../engines/database/database.ts";

/** Files whose fate is open. */
export interface FileNote {
  readonly id: string;
  /** Keys of files, and prefixes of records or collections, which end with `/`. */
  readonly keys: readonly string[];
}

/** The notes, which outlive this process. */
export interface FileNotes {
  add(keys: readonly string[]): Promise<FileNote>;
  /** Their fate is settled. */
  remove(note: FileNote): Promise<void>;
  /** All there are, the oldest first. */
  all(): Promise<readonly FileNote[]>;
}

export function createFileNotes(auxiliary: Database): FileNotes {
  const insert = auxiliary.prepare(
    sql`insert into "_fileNotes" (id, keys) values (${sql.placeholder("id")}, ${sql.placeholder("keys")})`,
  );
  const remove = auxiliary.prepare(
    sql`delete from "_fileNotes" where id = ${sql.placeholder("id")}`,
  );
  return {
    async add(keys) {
      const note = { id: crypto.randomUUID(), keys };
      await auxiliary.run(insert, { id: note.id, keys: JSON.stringify(keys) });
      return note;
    },
    async remove({ id }) {
      await auxiliary.run(remove, { id });
    },
    async all() {
      const rows = await auxiliary.all(
        sql`select id, keys from "_fileNotes" order by created, rowid`,
      );
      return rows.map(({ id, keys }) => ({
        id: String(id),
        keys: parseKeys(keys),
      }));
    },
  };
}

function parseKeys(text: unknown): readonly string[] {
  try {
    const keys: unknown = JSON.parse(String(text));
    if (!Array.isArray(keys)) return [];
    return keys.filter(
      (key) =>
        typeof key === "string" && /^[^/]+\/(?:[^/]+\/[^/]*)?$/.test(key),
    );
  } catch {
    // Nobody but a hand at the database writes anything else; there is nothing that it could name.
    return [];
  }
}
