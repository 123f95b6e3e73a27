import type { Transaction } from "../../../../engines/database/database.ts";

/**
 * A transaction that any failure undoes as a whole: what would be a savepoint in it is just done, as nothing has to be
 * undone by itself.
 */
export function withoutSavepoints(tx: Transaction): Transaction {
  const flat: Transaction = {
    dialect: tx.dialect,
    prepare: (query) => tx.prepare(query),
    all: (query, values) => tx.all(query, values),
    get: (query, values) => tx.get(query, values),
    run: (query, values) => tx.run(query, values),
    transaction: (work) => work(flat),
    afterCommit: (action) => tx.afterCommit(action),
    afterRollback: (action) => tx.afterRollback(action),
  };
  return flat;
}
