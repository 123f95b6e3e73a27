import type { SQL } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type {
  Executor,
  Statement,
} from "../../../engines/database/database.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";

/** SQL that was composed once, by what it depends on. */
export interface StatementCache {
  /**
   * The statement of this key. The key names all that the SQL depends on but other collections: when one changes,
   * everything is composed anew.
   */
  get(key: string, compose: () => SQL): Statement;
}

const maxStatements = 5_000;
/** Clients decide how many shapes of filters there are, so what they can fill is bounded too. */
const maxCharacters = 16_000_000;

export function createStatementCache(
  database: Executor,
  collections: CollectionLookup,
): StatementCache {
  const statements = new LRUCache<string, Statement>({
    max: maxStatements,
    maxSize: maxCharacters,
    sizeCalculation: ({ text, parameters }, key) =>
      key.length + text.length + 16 * parameters.length + 1,
  });
  let composedFor = collections.all();
  return {
    get(key, compose) {
      const current = collections.all();
      if (current !== composedFor) {
        statements.clear();
        composedFor = current;
      }
      const known = statements.get(key);
      if (known !== undefined) return known;
      const statement = database.prepare(compose());
      statements.set(key, statement);
      return statement;
    },
  };
}
