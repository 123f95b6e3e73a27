import type { Editor, EditorEvents } from "@tiptap/core";
import { useEffect, useState } from "react";
import { fill } from "../../../../text/index.ts";
import { richText as texts } from "../../../../text/rich-text.ts";
import { countWords } from "./count-words.ts";
import styles from "./word-count.module.css";

/** Milliseconds without a change after which the words are counted. */
const pause = 400;

/** How many words the text has. It is there to be looked up, and not announced each time that it changes. */
export function WordCount({ editor }: { readonly editor: Editor }) {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    let timer = setTimeout(update, pause);
    function update(): void {
      setCount(countWords(editor.state.doc));
    }
    function handle({ transaction }: EditorEvents["transaction"]): void {
      if (!transaction.docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(update, pause);
    }
    editor.on("transaction", handle);
    return () => {
      clearTimeout(timer);
      editor.off("transaction", handle);
    };
  }, [editor]);
  return (
    <p className={styles["count"]}>
      {count !== undefined &&
        (count === 1
          ? texts.oneWord
          : fill(texts.words, { count: count.toLocaleString("en") }))}
    </p>
  );
}
