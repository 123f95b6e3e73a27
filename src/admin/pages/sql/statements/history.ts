import { useStored } from "../../../components/hooks/use-stored.ts";
import { mayBeKept } from "./may-write.ts";

/** Statements that are kept. */
const most = 100;

const nothing: readonly string[] = [];

/** What was run before, the last first. */
export function useSqlHistory() {
  const [history, store] = useStored("sql.history", nothing, parseHistory);
  return {
    history,
    add: (sql: string) => store(withStatement(history, sql)),
    forget: (sql: string) => store(history.filter((other) => other !== sql)),
    forgetAll: () => store([]),
  };
}

/** The history with one more statement at its beginning; each is in it once, and none that holds a secret. */
export function withStatement(
  history: readonly string[],
  sql: string,
): readonly string[] {
  const text = sql.trim();
  if (text === "" || !mayBeKept(text)) return history;
  const others = history.filter((other) => plain(other) !== plain(text));
  return [text, ...others].slice(0, most);
}

function plain(sql: string): string {
  return sql.replaceAll(/[\s;]+/g, " ").trim();
}

function parseHistory(stored: unknown): readonly string[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return stored.filter((sql) => typeof sql === "string").slice(0, most);
}
