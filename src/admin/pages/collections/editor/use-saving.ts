import { ClientResponseError, type CollectionModel } from "pocketbase";
import { useState } from "react";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import {
  refreshCollections,
  refreshScaffolds,
} from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";
import {
  areNotable,
  type CollectionChanges,
  findChanges,
} from "./changes/collection-changes.ts";
import { payloadOf } from "./draft-payload.ts";
import type { Editor } from "./use-editor.ts";

/** What is asked before a save. */
export type SaveQuestion =
  | {
      readonly kind: "changes";
      readonly changes: CollectionChanges;
      readonly answer: (answer: boolean | ClientResponseError) => void;
    }
  | {
      readonly kind: "stale";
      readonly answer: (answer: "keep" | "load" | "overwrite") => void;
    };

export interface Saving {
  readonly isSaving: boolean;
  readonly question: SaveQuestion | undefined;
  /** Resolves to what is stored then; undefined if it is not saved. */
  readonly save: () => Promise<CollectionModel | undefined>;
}

/** Saves what an editor holds, after asking what is to be asked. */
export function useSaving(editor: Editor): Saving {
  const [isSaving, setSaving] = useState(false);
  const [question, setQuestion] = useState<SaveQuestion>();

  function ask<Answer>(
    make: (answer: (answer: Answer) => void) => SaveQuestion,
  ): Promise<Answer> {
    return new Promise((resolve) => {
      setQuestion(
        make((answer) => {
          setQuestion(undefined);
          resolve(answer);
        }),
      );
    });
  }

  /** Whether to go on, although somebody may have changed the collection meanwhile. */
  async function isUpToDate(original: CollectionModel): Promise<boolean> {
    const now = await client.collections.getOne(original.id);
    if (now["updated"] === original["updated"]) return true;
    const answer = await ask<"keep" | "load" | "overwrite">((give) => ({
      kind: "stale",
      answer: give,
    }));
    if (answer === "load") {
      editor.begin(now);
      await refreshCollections();
    }
    return answer === "overwrite";
  }

  async function areWanted(original: CollectionModel): Promise<boolean> {
    const changes = findChanges(original, editor.draft);
    if (!areNotable(changes)) return true;
    const answer = await ask<boolean | ClientResponseError>((give) => ({
      kind: "changes",
      changes,
      answer: give,
    }));
    // What the server would refuse is shown as if it had.
    if (answer instanceof ClientResponseError) throw answer;
    return answer;
  }

  async function send(): Promise<CollectionModel | undefined> {
    const { original, draft } = editor;
    if (original === undefined) {
      const created = await client.collections.create(payloadOf(draft));
      void refreshScaffolds();
      return created;
    }
    if (!(await isUpToDate(original)) || !(await areWanted(original))) {
      return undefined;
    }
    return client.collections.update(original.id, payloadOf(draft));
  }

  async function save(): Promise<CollectionModel | undefined> {
    setSaving(true);
    try {
      const stored = await send();
      if (stored === undefined) return undefined;
      const said =
        editor.original === undefined
          ? collectionsText.page.created
          : collectionsText.page.saved;
      toast.good(fill(said, { name: stored.name }));
      editor.begin(stored, editor.draft);
      await refreshCollections();
      return stored;
    } catch (error) {
      const isGone =
        error instanceof ClientResponseError && error.status === 404;
      const { message, fields } = describeProblem(error);
      editor.showProblems(fields);
      // What is shown at a field needs no words elsewhere.
      if (isGone) toast.bad(collectionsText.stale.gone);
      else if (Object.keys(fields).length === 0) toast.bad(message);
      return undefined;
    } finally {
      setSaving(false);
    }
  }

  return { isSaving, question, save };
}
