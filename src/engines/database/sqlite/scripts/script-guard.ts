import { constants } from "node:sqlite";

/**
 * Judges what a script does, while SQLite compiles its statements. SQLite itself would let it make files anywhere
 * (`attach`, `vacuum into`) and change settings that the server relies on.
 */
export class ScriptGuard {
  /** What the script does that is not allowed. */
  refusal: string | undefined;
  /** Whether the last statement may do anything but read. */
  writes = false;
  /** Whether the last statement does anything that SQLite tells of: `vacuum` and `reindex` do not. */
  acts = false;
  /** Whether the script's own statement is being compiled, and not one that it makes SQLite run within. */
  isCompiling = false;

  /** To be called before each statement is compiled. */
  begin(): void {
    this.isCompiling = true;
    this.acts = false;
    this.writes = false;
  }

  /** SQLite's authorizer: whether this may be. */
  readonly judge = (
    action: number,
    first: string | null,
    second: string | null,
  ): number => {
    this.acts = true;
    if (!reading.has(action)) this.writes = true;
    if (
      action === constants.SQLITE_PRAGMA &&
      first?.toLowerCase() === "optimize"
    ) {
      this.writes = true;
    }
    const refusal = this.#refusalOf(action, first ?? "", second);
    if (refusal === undefined) return constants.SQLITE_OK;
    this.refusal ??= refusal;
    return constants.SQLITE_DENY;
  };

  #refusalOf(
    action: number,
    first: string,
    second: string | null,
  ): string | undefined {
    switch (action) {
      case constants.SQLITE_ATTACH:
        // `vacuum` itself attaches a database without a name.
        if (!this.isCompiling && first === "") return undefined;
        return this.isCompiling
          ? "ATTACH is not allowed: it reaches other files"
          : "VACUUM INTO is not allowed: make a backup instead";
      case constants.SQLITE_DETACH:
        return "DETACH is not allowed";
      case constants.SQLITE_TRANSACTION:
        return this.isCompiling
          ? `${first} is not allowed: all statements are one transaction already`
          : undefined;
      case constants.SQLITE_PRAGMA:
        return isHarmless(first.toLowerCase(), second)
          ? undefined
          : `PRAGMA ${first}${second === null ? "" : ` with a value`} is not allowed`;
      case constants.SQLITE_FUNCTION:
        return second?.toLowerCase() === "load_extension"
          ? "load_extension is not allowed"
          : undefined;
      default:
        return undefined;
    }
  }
}

const reading: ReadonlySet<number> = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_FUNCTION,
  constants.SQLITE_RECURSIVE,
  constants.SQLITE_PRAGMA,
]);

function isHarmless(pragma: string, value: string | null): boolean {
  return (
    questions.has(pragma) || (value === null && readableSettings.has(pragma))
  );
}

/** Pragmas that answer, whatever they are given. */
const questions: ReadonlySet<string> = new Set([
  "foreign_key_check",
  "foreign_key_list",
  "index_info",
  "index_list",
  "index_xinfo",
  "integrity_check",
  "quick_check",
  "table_info",
  "table_list",
  "table_xinfo",
]);

/** Pragmas that tell a setting if they are given none; `optimize` does what the server does at night. */
const readableSettings: ReadonlySet<string> = new Set([
  "analysis_limit",
  "application_id",
  "auto_vacuum",
  "automatic_index",
  "busy_timeout",
  "cache_size",
  "case_sensitive_like",
  "cell_size_check",
  "collation_list",
  "compile_options",
  "data_version",
  "database_list",
  "defer_foreign_keys",
  "encoding",
  "foreign_keys",
  "freelist_count",
  "function_list",
  "journal_mode",
  "journal_size_limit",
  "legacy_alter_table",
  "locking_mode",
  "max_page_count",
  "mmap_size",
  "module_list",
  "optimize",
  "page_count",
  "page_size",
  "pragma_list",
  "query_only",
  "recursive_triggers",
  "schema_version",
  "secure_delete",
  "soft_heap_limit",
  "synchronous",
  "temp_store",
  "threads",
  "trusted_schema",
  "user_version",
  "wal_autocheckpoint",
  "writable_schema",
]);
