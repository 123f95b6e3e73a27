import type { CollectionModel } from "pocketbase";
import { useEffect, useRef, useState } from "react";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { describeProblem, type Problem } from "../../../server/problem.ts";
import {
  type ImportMode,
  type ImportProgress,
  importRecords,
  type ImportReport,
} from "../../../server/records-import.ts";
import { importText } from "../../../text/import.ts";
import { fill } from "../../../text/index.ts";
import { type ColumnMapping, guessMapping } from "./guess-mapping.ts";
import { importableFields } from "./importable-fields.ts";
import { readSample, UnreadableFile } from "./reader/file-reader.ts";
import type { FileSample } from "./reader/sample-file.ts";

/** A file that is to be imported, and how. */
export interface ImportPlan {
  readonly file: File;
  readonly sample: FileSample;
  readonly mapping: ColumnMapping;
  readonly mode: ImportMode;
  readonly key: string;
  /** All rows or none. */
  readonly isAtomic: boolean;
}

/** Where an import is. */
export type ImportStep =
  | { readonly kind: "source"; readonly isReading: boolean }
  | { readonly kind: "plan" }
  | {
      readonly kind: "running";
      readonly isCheck: boolean;
      readonly progress: ImportProgress;
    }
  | { readonly kind: "checked"; readonly report: ImportReport }
  | { readonly kind: "done"; readonly report: ImportReport };

const begun: ImportProgress = { phase: "send", done: 0, rows: 0 };

/** An import, and what can be done with it. */
export type CurrentImport = ReturnType<typeof useImport>;

/** Brings a file of records into a collection, step by step. */
export function useImport(collection: CollectionModel, onImported: () => void) {
  const [step, setStep] = useState<ImportStep>({
    kind: "source",
    isReading: false,
  });
  const [plan, setPlan] = useState<ImportPlan>();
  const [problem, setProblem] = useState<Problem>();
  const stopping = useRef<AbortController>(undefined);
  const confirm = useConfirm();
  // Who leaves waits no longer.
  useEffect(() => () => stopping.current?.abort(), []);

  /** @param delimiter of CSV: found out when absent */
  async function open(file: File, delimiter?: string): Promise<void> {
    setProblem(undefined);
    setStep({ kind: "source", isReading: true });
    try {
      const sample = await readSample(file, delimiter);
      if (sample.columns.length === 0) {
        throw new UnreadableFile("it has no columns");
      }
      const mapping = guessMapping(
        sample.columns.map(({ name }) => name),
        importableFields(collection).map(({ name }) => name),
      );
      setPlan((before) => ({
        mode: before?.mode ?? "create",
        key: before?.key ?? "id",
        isAtomic: before?.isAtomic ?? true,
        file,
        sample,
        mapping,
      }));
      setStep({ kind: "plan" });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      const message = fill(importText.source.unreadable, { name: file.name });
      setProblem({ message, fields: {} });
      setStep({ kind: "source", isReading: false });
    }
  }

  async function run(isCheck: boolean, atomic: boolean): Promise<void> {
    if (plan === undefined) return;
    const { file, sample, mapping, mode, key } = plan;
    const { format, delimiter } = sample;
    const controller = new AbortController();
    stopping.current = controller;
    setProblem(undefined);
    setStep({ kind: "running", isCheck, progress: begun });
    try {
      const report = await importRecords(
        {
          collection: collection.id,
          file,
          format,
          delimiter,
          mapping,
          mode,
          key,
          atomic,
          dryRun: isCheck,
        },
        (progress) => setStep({ kind: "running", isCheck, progress }),
        controller.signal,
      );
      setStep({ kind: isCheck ? "checked" : "done", report });
    } catch (error) {
      setProblem(
        controller.signal.aborted
          ? { message: importText.running.stopped, fields: {} }
          : describeProblem(error),
      );
      setStep({ kind: "plan" });
    }
    // Of one that was stopped a part may have come in.
    if (!isCheck) onImported();
  }

  return {
    step,
    plan,
    problem,
    open,
    change: (change: Partial<ImportPlan>) => {
      setProblem(undefined);
      setPlan((before) => before && { ...before, ...change });
    },
    check: () => run(true, true),
    write: (atomic: boolean) => run(false, atomic),
    back: () => setStep({ kind: "plan" }),
    restart: () => {
      setProblem(undefined);
      setStep({ kind: "source", isReading: false });
    },
    stop: () => stopping.current?.abort(),
    /** Resolves to whether it may be left. */
    guard: async () =>
      step.kind !== "running" ||
      step.isCheck ||
      confirm({
        title: importText.running.stopTitle,
        text: importText.running.stopText,
        action: importText.running.stopAction,
        kind: "danger",
      }),
  };
}
