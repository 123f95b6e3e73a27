import type { CollectionModel } from "pocketbase";
import {
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import type { FieldValues } from "../values/field-values.ts";
import {
  draftKey,
  draftOf,
  dropDraft,
  readDraft,
  type StoredDraft,
  writeDraft,
} from "./stored-draft.ts";
import { unreadNames } from "./unread-names.ts";

/** Milliseconds without a change after which what was typed is kept. */
const pause = 300;

/** Keeps edits in this browser until they are saved. */
export function useSavedDraft({
  collection,
  recordId,
  depth,
  form,
  base,
  values,
}: {
  readonly collection: CollectionModel;
  readonly recordId: string | undefined;
  /** How many editors its own lies in. */
  readonly depth: number;
  readonly form: RefObject<HTMLElement | null>;
  readonly base: FieldValues;
  readonly values: FieldValues;
}): {
  /** Edits from before, until somebody has decided about them. */
  readonly found: StoredDraft | undefined;
  /** They are taken up, or not wanted. */
  readonly settle: () => void;
  /** Nothing is to be kept: it was saved or thrown away. */
  readonly drop: () => void;
} {
  const key = draftKey(collection, recordId, depth);
  const [found, setFound] = useState(() => readDraft(collection, key));
  const untouched = useRef(values);
  const write = useRef<() => void>(undefined);

  useEffect(() => {
    // What was found stays until there is something else to keep.
    if (values === untouched.current) return undefined;
    const unread = unreadNames(form.current);
    const keep = () => {
      write.current = undefined;
      const draft = draftOf(collection, base, values, unread);
      if (draft === undefined) dropDraft(key);
      else writeDraft(key, draft);
    };
    write.current = keep;
    const timer = setTimeout(() => write.current?.(), pause);
    return () => clearTimeout(timer);
  }, [collection, key, form, base, values]);

  // The window may close at once.
  useEffect(() => {
    const flush = () => write.current?.();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, []);

  const drop = useCallback(() => {
    write.current = undefined;
    dropDraft(key);
  }, [key]);

  const settle = useCallback(() => setFound(undefined), []);

  return { found, settle, drop };
}
