import { Database } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** The fixed tables in the very words in which PocketBase 0.39 makes them. */
export const upstreamTables = {
  data: [
    "CREATE TABLE `_migrations` (file VARCHAR(255) PRIMARY KEY NOT NULL, applied INTEGER NOT NULL)",
    `CREATE TABLE \`_params\` (
      \`id\`      TEXT PRIMARY KEY DEFAULT ('r'||lower(hex(randomblob(7)))) NOT NULL,
      \`value\`   JSON DEFAULT NULL,
      \`created\` TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%fZ')) NOT NULL,
      \`updated\` TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%fZ')) NOT NULL
    )`,
    `CREATE TABLE \`_collections\` (
      \`id\`         TEXT PRIMARY KEY DEFAULT ('r'||lower(hex(randomblob(7)))) NOT NULL,
      \`system\`     BOOLEAN DEFAULT FALSE NOT NULL,
      \`type\`       TEXT DEFAULT "base" NOT NULL,
      \`name\`       TEXT UNIQUE NOT NULL,
      \`fields\`     JSON DEFAULT "[]" NOT NULL,
      \`indexes\`    JSON DEFAULT "[]" NOT NULL,
      \`listRule\`   TEXT DEFAULT NULL,
      \`viewRule\`   TEXT DEFAULT NULL,
      \`createRule\` TEXT DEFAULT NULL,
      \`updateRule\` TEXT DEFAULT NULL,
      \`deleteRule\` TEXT DEFAULT NULL,
      \`options\`    JSON DEFAULT "{}" NOT NULL,
      \`created\`    TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%fZ')) NOT NULL,
      \`updated\`    TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%fZ')) NOT NULL
    )`,
    "CREATE INDEX idx__collections_type on `_collections` (`type`)",
  ],
  auxiliary: [
    `CREATE TABLE \`_logs\` (
      \`id\`      TEXT PRIMARY KEY DEFAULT ('r'||lower(hex(randomblob(7)))) NOT NULL,
      \`level\`   INTEGER DEFAULT 0 NOT NULL,
      \`message\` TEXT DEFAULT "" NOT NULL,
      \`data\`    JSON DEFAULT "{}" NOT NULL,
      \`created\` TEXT DEFAULT (strftime('%Y-%m-%d %H:%M:%fZ')) NOT NULL
    )`,
    "CREATE INDEX idx_logs_level on `_logs` (`level`)",
    "CREATE INDEX idx_logs_message on `_logs` (`message`)",
    "CREATE INDEX idx_logs_created_hour on `_logs` (strftime('%Y-%m-%d %H:00:00', `created`))",
  ],
};

/** Makes a database file of these statements. */
export function makeDatabase(
  file: string,
  statements: readonly string[],
): void {
  const database = new Database(file, { create: true });
  for (const statement of statements) database.run(statement);
  database.close(true);
}

/** Makes a data folder as PocketBase leaves it, with one collection. */
export function makeUpstreamFolder(dir: string): void {
  mkdirSync(dir, { recursive: true });
  makeDatabase(join(dir, "data.db"), [
    ...upstreamTables.data,
    "insert into _migrations values ('1640988000_init.go', 1)",
    "insert into _collections (id, name) values ('pbc_1', 'posts')",
    "create table posts (id text primary key not null)",
    "insert into posts values ('post1')",
  ]);
  makeDatabase(join(dir, "auxiliary.db"), upstreamTables.auxiliary);
}

/** What `auxiliary.db` has besides, where PocketBase looks for nothing. */
const ownTables = ["_fileNotes"];

/** What tables, columns and indexes a database has, whatever words they were made with. */
export function shapeOf(file: string): unknown {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database.prepare<{ name: string }, []>(
      `select name from sqlite_master where type = 'table' and name not in ('${ownTables.join("', '")}') order by name`,
    );
    return tables.all().map(({ name }) => ({
      name,
      columns: database
        .prepare(`pragma table_info('${name}')`)
        .all()
        .map(unquoteDefault),
      indexes: database
        .prepare<{ name: string; unique: number; origin: string }, []>(
          `select name, "unique", origin from pragma_index_list('${name}') order by name`,
        )
        .all()
        .map((index) => ({
          ...index,
          columns: database
            .prepare(
              `select name, "desc", coll from pragma_index_xinfo('${index.name}')`,
            )
            .all(),
        })),
    }));
  } finally {
    database.close();
  }
}

function unquoteDefault(column: unknown): unknown {
  const { dflt_value: text, ...rest } = column as { dflt_value: string | null };
  return { ...rest, dflt_value: text?.replaceAll('"', "'") ?? null };
}
