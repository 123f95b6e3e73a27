import type { SQL } from "drizzle-orm";
import type { SqlValue } from "../../engines/database/database.ts";
import { Invalid } from "../errors.ts";
import { checkFilterLength } from "./client-limits.ts";
import { compileFilter, verdictOf } from "./compile/compile-filter.ts";
import {
  literalState,
  type ParsedFilter,
  parseClientFilter,
} from "./parsed-filter.ts";
import type { PreparedFilter } from "./prepare-filter.ts";
import { Resolution } from "./resolve/resolution.ts";
import { resolveTree } from "./resolve/resolve-tree.ts";
import {
  always,
  type ResolvedFilter,
  type ResolvedOperand,
  slot,
} from "./resolve/resolved.ts";
import { parseSort } from "./syntax/parse-sort.ts";
import { FilterSyntaxError } from "./syntax/syntax-error.ts";
import { globSlot } from "./values/glob-pattern.ts";
import { likePattern } from "./values/like-pattern.ts";
import { macroValue } from "./values/macros.ts";
import { realText } from "./values/real-text.ts";

/** A column of a fixed table that may be filtered and sorted by. */
export interface TableColumn {
  readonly sql: SQL;
  /** It holds bare text. */
  readonly isText?: boolean;
  /** It holds JSON: paths may go on after its name. */
  readonly isJson?: boolean;
}

/**
 * Prepares a statement on a table that is no collection. Sorting by `@rowid` takes a column of that name.
 *
 * @throws {Invalid} filter or sort cannot be understood, or name a column that there is not
 */
export function prepareTableFilter(
  columns: ReadonlyMap<string, TableColumn>,
  {
    filter = "",
    sort = "",
  }: {
    readonly filter?: string | undefined;
    readonly sort?: string | undefined;
  },
): PreparedFilter {
  checkFilterLength(filter);
  try {
    const parsed = filter === "" ? undefined : parseClientFilter(filter);
    const values = parsed === undefined ? {} : readValues(parsed);
    const resolved = resolve(columns, parsed, sort);
    for (const name of resolved.textSlots)
      values[name] = realText(values[name]);
    return {
      key: `t${tableNumber(columns)} ${parsed?.shape ?? 0} ${sort}`,
      values,
      verdict: verdictOf(resolved),
      build: (dialect) => compileFilter(dialect, resolved),
    };
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    throw new Invalid(`${error.message}.`, {}, { cause: error });
  }
}

function readValues(parsed: ParsedFilter): Record<string, SqlValue> {
  const values: Record<string, SqlValue> = {};
  const now = new Date();
  for (const [index, value] of parsed.values.entries()) {
    const { operand, isPattern, constant, glob } = value;
    const slotName = `f${index}`;
    if (operand.type !== "path") {
      values[slotName] = constant ?? null;
      if (glob !== undefined) values[globSlot(slotName)] = glob;
      continue;
    }
    const given = macroValue(operand.path, now);
    if (given === undefined) throw unknownColumn(operand.path);
    values[slotName] = isPattern ? likePattern(given) : given;
  }
  return values;
}

function resolve(
  columns: ReadonlyMap<string, TableColumn>,
  parsed: ParsedFilter | undefined,
  sort: string,
): ResolvedFilter {
  const resolution = new Resolution({ all: () => [], find: () => undefined });
  const where =
    parsed === undefined
      ? always
      : resolveTree(resolution, {
          parsed,
          values: parsed.values.map((operand, index) => ({
            slot: `f${index}`,
            state: literalState(operand),
            isPattern: operand.isPattern,
          })),
          resolvePath: (path, value) =>
            value === undefined
              ? resolveFilterColumn(columns, path)
              : {
                  expression: slot(value.slot),
                  known: "notEmpty",
                  isPattern: value.isPattern,
                  numberSlot: value.slot,
                },
          hasField: (name) => columns.has(name),
        });
  const terms = sort === "" ? [] : parseSort(sort);
  return {
    joins: [],
    where,
    orderBy: terms.map(({ path, descending }) =>
      path === "@random"
        ? { type: "random" }
        : {
            type: "expression",
            expression: resolveColumn(columns, path).expression,
            descending,
            isOwn: true,
          },
    ),
    textSlots: [...resolution.textSlots],
  };
}

/** The order of insertion is for sorting alone. */
function resolveFilterColumn(
  columns: ReadonlyMap<string, TableColumn>,
  path: string,
): ResolvedOperand {
  if (path.startsWith("@")) throw unknownColumn(path);
  return resolveColumn(columns, path);
}

function resolveColumn(
  columns: ReadonlyMap<string, TableColumn>,
  path: string,
): ResolvedOperand {
  const [name = "", ...keys] = path.split(".");
  const column = columns.get(name);
  if (column === undefined) throw unknownColumn(path);
  const expression = { type: "sql", sql: column.sql } as const;
  if (keys.length === 0) {
    return {
      expression,
      known: "unknown",
      isText: column.isText ?? false,
    };
  }
  if (!column.isJson || keys.includes("")) throw unknownColumn(path);
  return {
    expression: {
      type: "json",
      document: expression,
      path: keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
    },
    known: "unknown",
    isStrict: true,
  };
}

function unknownColumn(path: string): Invalid {
  return new Invalid(`Unknown field "${path}".`);
}

let tables = 0;
const tableNumbers = new WeakMap<ReadonlyMap<string, TableColumn>, number>();

function tableNumber(columns: ReadonlyMap<string, TableColumn>): number {
  let number = tableNumbers.get(columns);
  if (number === undefined) {
    number = ++tables;
    tableNumbers.set(columns, number);
  }
  return number;
}
