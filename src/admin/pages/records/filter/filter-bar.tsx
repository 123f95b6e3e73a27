import { X } from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { FilterEditor } from "../../../code/filter-editor.tsx";
import { Button, IconButton } from "../../../components/button.tsx";
import { useStored } from "../../../components/hooks/use-stored.ts";
import { Notice } from "../../../components/layout/notice.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { isFilter } from "../../../server/records-words.ts";
import { recordsText } from "../../../text/records.ts";
import styles from "./filter-bar.module.css";
import { parseHistory, withSearch } from "./filter-history.ts";
import { HistoryMenu } from "./history-menu.tsx";

const { filter: text } = recordsText;

const noHistory: readonly string[] = [];

/** Where records are searched: by plain words or by a filter. */
export function FilterBar({
  collection,
  collections,
  value,
  problem,
  onSearch,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  /** What is searched for now. */
  readonly value: string;
  /** What the server has against it. */
  readonly problem: string | undefined;
  readonly onSearch: (filter: string) => void;
}) {
  const { typed, setTyped, submit } = useTyped(value);
  const [history, remember] = useStored(
    `searches.${collection.id}`,
    noHistory,
    parseHistory,
  );
  const editor = useFilterEditor();

  function search(filter: string): void {
    const trimmed = filter.trim();
    submit(trimmed);
    remember(withSearch(history, trimmed));
    onSearch(trimmed);
  }

  function handleKey(event: KeyboardEvent): void {
    // The editor says by itself when a search is submitted; it has keys of its own.
    if (editor.isShown || event.key !== "Enter") return;
    search(typed);
  }

  const field = {
    label: text.label,
    labelHidden: true,
    value: typed,
    placeholder: text.placeholder,
    onChange: setTyped,
  };
  return (
    <div role="search" aria-label={text.label}>
      <div className={styles["bar"]}>
        <HistoryMenu history={history} onChange={remember} onChoose={search} />
        <div
          role="presentation"
          className={styles["field"]}
          onKeyDown={handleKey}
          {...editor.events}
        >
          {editor.isShown ? (
            <FilterEditor
              {...field}
              collection={collection}
              collections={collections}
              mode="filter"
              singleLine
              isFilter={isFilter}
              onSubmit={search}
            />
          ) : (
            <TextField {...field} monospaced />
          )}
        </div>
        {typed.trim() !== value.trim() && (
          <Button kind="secondary" onClick={() => search(typed)}>
            {text.search}
          </Button>
        )}
        {(value !== "" || typed !== "") && (
          <IconButton icon={X} label={text.clear} onClick={() => search("")} />
        )}
      </div>
      <div role="alert">
        {problem !== undefined && (
          <div className={styles["problem"]}>
            <Notice
              kind="bad"
              title={value === "" ? text.unreachable : text.failed}
            >
              {problem}
            </Notice>
          </div>
        )}
      </div>
    </div>
  );
}

/**
 * What is in the bar: what is searched for, until something else is typed. While a search is on its way, one can type on.
 *
 * @param value what is searched for now
 */
function useTyped(value: string) {
  const [draft, setDraft] = useState<{
    /** What was searched for when it was typed. */
    readonly of: string;
    /** What is to be searched for instead, until it is. */
    readonly submitted?: string;
    readonly text: string;
  }>({ of: value, text: value });
  const { of, submitted, text: written } = draft;
  const isKept = value === of || value === submitted;
  const typed = isKept ? written : value;
  if (value !== of) setDraft({ of: value, text: typed });
  return {
    typed,
    setTyped: (changed: string) =>
      setDraft((now) => ({ ...now, text: changed })),
    submit: (search: string) =>
      setDraft({ of: value, submitted: search, text: search }),
  };
}

/**
 * The editor takes the place of a plain field once it is loaded, which is after everything else, and never under the hands
 * of somebody who is typing.
 */
function useFilterEditor() {
  const [isLoaded, setLoaded] = useState(false);
  const [isShown, setShown] = useState(false);
  const hasFocus = useRef(false);

  useEffect(() => {
    let isCurrent = true;
    const show = () => {
      if (!isCurrent) return;
      setLoaded(true);
      // At once: somebody may begin to type before React gets to it.
      if (!hasFocus.current) flushSync(() => setShown(true));
    };
    const timer = setTimeout(() => {
      // Where it does not load, the plain field stays.
      import("../../../code/editors/filter-code.tsx").then(show, () => {});
    }, idle);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, []);

  return {
    isShown,
    events: {
      onFocus: () => {
        hasFocus.current = true;
      },
      onBlur: () => {
        hasFocus.current = false;
        if (isLoaded) setShown(true);
      },
    },
  };
}

/** Milliseconds after which the first rows are there. */
const idle = 800;
