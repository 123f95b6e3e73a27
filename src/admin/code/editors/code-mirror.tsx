import { closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  Prec,
  Transaction,
} from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  keymap,
  placeholder as placeholderOf,
} from "@codemirror/view";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { EditorProps } from "../editor-props.ts";
import { theme } from "../theme.ts";
import styles from "./code-mirror.module.css";
import { problemListener } from "./problems.ts";
import { typingOver } from "./typing-over.ts";

/** A change that came with a new `value`, and that nobody needs to be told of. */
const fromOutside = Annotation.define<true>();

/** The editor of a field. `extensions` must be the same ones until something about them changes. */
export function CodeMirror({
  extensions,
  value,
  onChange,
  control,
  labelId,
  disabled,
  autoFocus,
  placeholder,
  onProblem,
  onSubmit,
  singleLine = false,
}: EditorProps & {
  readonly extensions: Extension;
  /** Told of Mod+Enter, and of the text as it is then: React may be behind. */
  readonly onSubmit?: ((text: string) => void) | undefined;
  /** Whether it is told of Enter, too: a line can still be broken with Shift. */
  readonly singleLine?: boolean;
}) {
  const host = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView>(undefined);
  // What was told and has not come back as `value`: React may be behind what one types.
  const told = useRef<string[]>([]);
  const [changing] = useState(() => new Compartment());

  const latest = useRef({ onChange, onProblem, onSubmit, singleLine });
  useLayoutEffect(() => {
    latest.current = { onChange, onProblem, onSubmit, singleLine };
  });

  const { id } = control;
  const describedBy = control["aria-describedby"];
  const isInvalid = control["aria-invalid"];
  const isRequired = control["aria-required"];
  const configured = useMemo(
    () => [
      extensions,
      placeholder === undefined ? [] : placeholderOf(placeholder),
      EditorView.editable.of(!disabled),
      EditorState.readOnly.of(disabled),
      EditorView.contentAttributes.of({
        ...plainText,
        id,
        "aria-multiline": singleLine ? "false" : "true",
        "aria-labelledby": labelId,
        ...(describedBy !== undefined && { "aria-describedby": describedBy }),
        ...(isInvalid === true && { "aria-invalid": "true" }),
        ...(isRequired === true && { "aria-required": "true" }),
        ...(disabled && { "aria-disabled": "true" }),
      }),
    ],
    [
      extensions,
      placeholder,
      disabled,
      singleLine,
      id,
      labelId,
      describedBy,
      isInvalid,
      isRequired,
    ],
  );

  const first = useRef({ value, configured, autoFocus });
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const start = first.current;
    const view = new EditorView({
      parent: host.current,
      doc: start.value,
      selection: {
        anchor: EditorState.create({ doc: start.value }).doc.length,
      },
      extensions: [
        theme,
        history(),
        drawSelection(),
        typingOver,
        changing.of(start.configured),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        // Otherwise it would close what the editor is in, as well.
        Prec.highest(
          keymap.of([
            { key: "Escape", run: closeCompletion, stopPropagation: true },
          ]),
        ),
        Prec.high(
          keymap.of([
            {
              key: "Mod-Enter",
              run: (target) => {
                if (latest.current.onSubmit === undefined) return false;
                closeCompletion(target);
                latest.current.onSubmit(target.state.doc.toString());
                return true;
              },
              stopPropagation: true,
            },
            {
              key: "Enter",
              run: (target) => {
                if (!latest.current.singleLine) return false;
                latest.current.onSubmit?.(target.state.doc.toString());
                return true;
              },
              stopPropagation: true,
            },
          ]),
        ),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          const isOurs = update.transactions.some(
            (one) => one.annotation(fromOutside) === true,
          );
          if (isOurs) return;
          const text = update.state.doc.toString();
          told.current.push(text);
          latest.current.onChange(text);
        }),
        problemListener((problem) => latest.current.onProblem(problem)),
      ],
    });
    viewRef.current = view;
    if (start.autoFocus) view.focus();
    return () => {
      viewRef.current = undefined;
      view.destroy();
      latest.current.onProblem(undefined);
    };
  }, [changing]);

  useEffect(() => {
    viewRef.current?.dispatch({ effects: changing.reconfigure(configured) });
  }, [changing, configured]);

  useEffect(() => {
    const view = viewRef.current;
    if (view === undefined) return;
    const text = view.state.doc.toString();
    const isOld = text !== value && told.current.includes(value);
    if (isOld) return;
    told.current = [];
    if (text === value) return;
    view.dispatch({
      changes: { from: 0, to: text.length, insert: value },
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    });
  }, [value]);

  // HTML's labels do this for its own controls alone.
  useEffect(() => {
    const label = document.getElementById(labelId);
    const focus = () => viewRef.current?.focus();
    label?.addEventListener("click", focus);
    return () => label?.removeEventListener("click", focus);
  }, [labelId]);

  return <div ref={host} className={styles["host"]} />;
}

/** What one types is code, whatever a phone's keyboard makes of it. */
const plainText = {
  autocapitalize: "none",
  autocorrect: "off",
  spellcheck: "false",
};
