import { ClientResponseError, type CollectionModel } from "pocketbase";
import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import {
  focusFirstProblem,
  focusUnread,
} from "../../../../components/fields/field-problems.tsx";
import { toast } from "../../../../components/overlays/toasts.tsx";
import { describeProblem } from "../../../../server/problem.ts";
import { fill } from "../../../../text/index.ts";
import { recordEditorText as texts } from "../../../../text/record-editor.ts";
import { hasNewFiles } from "../../inputs/files/file-entries.ts";
import { stayLoggedIn } from "../auth/stay-logged-in.ts";
import type { Editing, EditingActions } from "../use-editing.ts";
import { refreshRelated } from "../../relations/related-records.ts";
import { focusFirstConflict } from "../merge/focus-conflict.ts";
import { valuesOf } from "../values/field-values.ts";
import { jsonProblems } from "../values/json-problems.ts";
import { type SaveOutcome, saveRecord } from "./save-record.ts";
import type { TaggedRecord } from "./tagged-record.ts";

type Saved = Extract<SaveOutcome, { kind: "saved" }>;

/** How far saving is, and what came of it. */
export interface Saving {
  readonly isSaving: boolean;
  /** From 0 to 1 while files are sent. */
  readonly progress: number | undefined;
  /** What is wrong with values, by the names of their fields. */
  readonly problems: Readonly<Record<string, string>>;
  /** What is wrong that no field says. */
  readonly messages: readonly string[];
  readonly save: () => Promise<Saved | undefined>;
  readonly cancel: () => void;
  /** What was wrong is not there any more. */
  readonly forget: () => void;
}

/** Saves what is edited; what is wrong is shown at the fields, the first of which takes the focus. */
export function useSaving({
  collection,
  known,
  editing,
  form,
  onKnown,
  onGone,
}: {
  readonly collection: CollectionModel;
  readonly known: TaggedRecord | undefined;
  readonly editing: Editing &
    EditingActions & { readonly current: () => Editing };
  readonly form: RefObject<HTMLElement | null>;
  /** Told of another state of the record. */
  readonly onKnown: (known: TaggedRecord) => void;
  /** Told that there is no such record any more. */
  readonly onGone: () => void;
}): Saving {
  const [isSaving, setSaving] = useState(false);
  const [progress, setProgress] = useState<number>();
  const [problems, setProblems] = useState<Saving["problems"]>(none);
  const [messages, setMessages] = useState<readonly string[]>([]);
  const running = useRef<AbortController>(undefined);

  function show(
    fields: Saving["problems"],
    others: readonly string[],
  ): undefined {
    flushSync(() => {
      // While files are sent, nothing of the form takes the focus.
      setProgress(undefined);
      setProblems(fields);
      setMessages(others);
    });
    focusFirstProblem(form.current);
  }

  function showError(error: unknown): undefined {
    if (error instanceof ClientResponseError && error.isAbort) {
      toast.plain(texts.cancelled);
      return;
    }
    const { message, fields } = describeProblem(error);
    const whole =
      known === undefined && isAnswerMissing(error)
        ? `${message} ${texts.perhapsCreated}`
        : message;
    const shown = namesOfFields(form.current);
    const entries = Object.entries(fields);
    const elsewhere = entries
      .filter(([path]) => !shown.has(path.split(".")[0] ?? ""))
      .map(([path, text]) => `${path}: ${text}`);
    show(fields, entries.length === 0 ? [whole] : elsewhere);
    // Which of the records that a relation names are gone is seen at them.
    void refreshRelated();
  }

  async function save(): Promise<Saved | undefined> {
    if (running.current !== undefined) return undefined;
    show(none, []);
    if (focusUnread(form.current)) return undefined;
    const { base, values } = editing.current();
    const wrongJson = jsonProblems(collection, base, values);
    if (Object.keys(wrongJson).length > 0) return show(wrongJson, []);
    const stop = new AbortController();
    running.current = stop;
    setSaving(true);
    const sendsFiles = Object.values(values).some(hasNewFiles);
    if (sendsFiles) setProgress(0);
    const options = sendsFiles
      ? { signal: stop.signal, onProgress: setProgress }
      : { signal: stop.signal };
    try {
      const outcome = await saveRecord({ collection, known, editing, options });
      if (outcome.kind === "gone") onGone();
      else onKnown(outcome.kind === "saved" ? outcome.saved : outcome.known);
      if (outcome.kind === "conflict") {
        flushSync(() => setProgress(undefined));
        focusFirstConflict(form.current);
      }
      if (outcome.kind !== "saved") return undefined;
      const { record } = outcome.saved;
      await stayLoggedIn(collection, record, outcome.sent["password"]);
      const { taken } = editing.current();
      editing.settle(outcome.sent, valuesOf(collection, record));
      toast.good(savedText(outcome, taken));
      return outcome;
    } catch (error) {
      return showError(error);
    } finally {
      running.current = undefined;
      setSaving(false);
      setProgress(undefined);
    }
  }

  return {
    isSaving,
    progress,
    problems,
    messages,
    save,
    cancel: () => running.current?.abort(),
    forget: () => {
      setProblems(none);
      setMessages([]);
    },
  };
}

const none: Saving["problems"] = {};

/** Whether the server may have done what it was asked for, or may never have been asked. */
function isAnswerMissing(error: unknown): boolean {
  return error instanceof ClientResponseError && error.status === 0;
}

function savedText({ event }: Saved, taken: readonly string[]): string {
  if (event === "created") return texts.createdDone;
  return taken.length > 0
    ? fill(texts.savedMerged, { fields: taken.join(", ") })
    : texts.saved;
}

function namesOfFields(form: HTMLElement | null): ReadonlySet<string> {
  const fields = form?.querySelectorAll<HTMLElement>("[data-field]") ?? [];
  return new Set(Array.from(fields, ({ dataset }) => dataset["field"] ?? ""));
}
