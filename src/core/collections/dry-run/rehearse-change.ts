import type { Database } from "../../../engines/database/database.ts";
import { Invalid } from "../../errors.ts";
import { createOperations } from "../collection-operations.ts";
import { loadRows } from "../collection-rows.ts";
import type { Registry } from "../registry.ts";
import { demandUsable } from "../views/dry-run-view.ts";
import { inferViewFields } from "../views/infer-view-fields.ts";
import { UnusableQuery } from "../views/parse-view-query.ts";
import type {
  Rehearsal,
  Transaction,
} from "../../../engines/database/database.ts";
import { demandKnown, planChange, type WantedChange } from "./wanted-change.ts";

/** How a change went where it changes nothing. */
export interface RehearsedChange {
  readonly before: Registry;
  /** As they would be; where the change is refused, as they were asked for. */
  readonly after: Registry;
  readonly error: Invalid | undefined;
  readonly statements: readonly string[];
  /** Views whose queries are fit now and would not be afterwards, by id, and why; undefined if the change is refused. */
  readonly brokenViews: ReadonlyMap<string, string> | undefined;
}

/**
 * Makes the change, by what makes real ones, in a copy of the database that has no records. What depends on them is not
 * found out here, but for whether a view's records have ids.
 *
 * @throws {NotFound} it names a collection that there isn't
 */
export async function rehearseChange(
  database: Database,
  known: Registry,
  wanted: WantedChange,
): Promise<RehearsedChange> {
  const rehearsal = await database.rehearse(["_collections"]);
  try {
    const before = await rehearsal.transaction(async (tx) =>
      known.read(await loadRows(tx)),
    );
    const brokenBefore = await findBrokenViews(rehearsal, before);
    let after = before;
    const error = await refusalOf(
      perform(
        createOperations({
          database: {
            transaction: (work) => rehearsal.transaction(work),
            allAside: (query) => database.allAside(query),
          },
          log: silence,
          current: () => after,
          replace: (next) => {
            after = next;
          },
        }),
        before,
        wanted,
      ),
    );
    if (error !== undefined)
      return {
        before,
        after: planned(before, wanted),
        error,
        statements: [],
        brokenViews: undefined,
      };
    const statements = [...rehearsal.statements];
    const broken = await findBrokenViews(rehearsal, after);
    for (const id of brokenBefore.keys()) broken.delete(id);
    return { before, after, error, statements, brokenViews: broken };
  } finally {
    rehearsal.close();
  }
}

async function perform(
  operations: ReturnType<typeof createOperations>,
  before: Registry,
  wanted: WantedChange,
): Promise<void> {
  switch (wanted.kind) {
    case "save":
      if (wanted.collection === undefined)
        await operations.create(wanted.change);
      else await operations.update(wanted.collection, wanted.change);
      return;
    case "import":
      return operations.importAll(wanted.input);
    case "delete":
      return operations.remove(wanted.collection);
    case "truncate":
      if (demandKnown(before, wanted.collection).type === "view")
        throw new Invalid("A view has no records of its own to delete.");
  }
}

async function refusalOf(work: Promise<void>): Promise<Invalid | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
}

function planned(before: Registry, wanted: WantedChange): Registry {
  try {
    return planChange(before, wanted);
  } catch (error) {
    // What cannot be read has no consequences to tell of.
    if (error instanceof Invalid) return before;
    throw error;
  }
}

function findBrokenViews(
  rehearsal: Rehearsal,
  registry: Registry,
): Promise<Map<string, string>> {
  return rehearsal.transaction(async (tx) => {
    const broken = new Map<string, string>();
    for (const view of registry.all()) {
      if (view.type !== "view") continue;
      const reason = await findFault(tx, registry, view.viewQuery);
      if (reason !== undefined) broken.set(view.id, reason);
    }
    return broken;
  });
}

async function findFault(
  tx: Transaction,
  registry: Registry,
  viewQuery: string,
): Promise<string | undefined> {
  try {
    demandUsable(await inferViewFields(tx, registry, viewQuery), registry);
    return undefined;
  } catch (error) {
    if (error instanceof UnusableQuery) return error.message;
    throw error;
  }
}

const silence = {
  debug() {},
  info() {},
  warn() {},
  error() {},
};
