import { useEffect, useRef, useState } from "react";
import { useConfirm } from "../../components/overlays/confirm.tsx";
import { client } from "../../server/client.ts";
import { queryClient } from "../../server/query-client.ts";
import { useHidesControls } from "../../server/settings.ts";
import { sqlText } from "../../text/sql.ts";
import { confirmText } from "./confirm-text.tsx";
import type { SqlResult } from "./result/result-view.tsx";
import { describeFailure, type Failure } from "./statements/error-place.ts";
import { mayWrite } from "./statements/may-write.ts";

/** What has come of the last query. */
export type Outcome =
  | { readonly kind: "result"; readonly result: SqlResult }
  | ({ readonly kind: "failure" } & Failure)
  | { readonly kind: "stopped" };

/**
 * Runs queries; what may write is asked about first.
 *
 * @param onRun told what has been run
 */
export function useRun(onRun: (sql: string) => void) {
  const confirm = useConfirm();
  const hidesControls = useHidesControls();
  const hasAgreed = useRef(false);
  const running = useRef<AbortController>(undefined);
  const [isRunning, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  // What still runs when the page is left is undone by the server.
  useEffect(() => () => running.current?.abort(), []);

  async function mayRun(sql: string): Promise<boolean> {
    const { title, titleHidden, action } = sqlText.confirm;
    const writes = mayWrite(sql);
    if (!writes && (!hidesControls || hasAgreed.current)) return true;
    const isYes = await confirm({
      title: writes ? title : titleHidden,
      text: confirmText(sql, writes),
      action,
      ...(writes && { kind: "danger" }),
    });
    hasAgreed.current ||= isYes;
    return isYes;
  }

  async function perform(text: string): Promise<Outcome> {
    const controller = new AbortController();
    running.current = controller;
    try {
      const { signal } = controller;
      const result = await client.sql.run(text.trim(), { signal });
      return { kind: "result", result };
    } catch (error) {
      return controller.signal.aborted
        ? { kind: "stopped" }
        : { kind: "failure", ...describeFailure(text, error) };
    } finally {
      running.current = undefined;
    }
  }

  return {
    isRunning,
    outcome,
    async run(text: string): Promise<void> {
      const sql = text.trim();
      if (sql === "" || isRunning || !(await mayRun(sql))) return;
      setRunning(true);
      const next = await perform(text);
      setOutcome(next);
      setRunning(false);
      if (next.kind !== "result") return;
      onRun(sql);
      // Collections, settings, records: it may have been any of them.
      if (mayWrite(sql)) void queryClient.invalidateQueries();
    },
    stop: () => running.current?.abort(),
  };
}
