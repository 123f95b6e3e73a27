import {
  type FormEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { componentsText } from "../../text/components.ts";
import { Button } from "../button.tsx";
import styles from "./confirm-dialog.module.css";
import { ControlBox } from "../fields/control-box.tsx";
import { Dialog } from "./dialog.tsx";
import { Notice } from "../layout/notice.tsx";
import { Filled } from "../texts/filled.tsx";
import { plainText } from "../fields/text-field.tsx";

/** What is asked before something is done. */
export interface Question {
  readonly title: string;
  readonly text?: ReactNode;
  /** On the button that does it. */
  readonly action: string;
  readonly kind?: "danger";
  /** What must be typed first: the name of what is lost. */
  readonly typed?: string;
  /** Resolves to why it cannot be done, if it turns out that it cannot. */
  readonly refusal?: Promise<string | undefined>;
}

/** Asks one question. */
export function ConfirmDialog({
  question,
  open,
  onAnswer,
}: {
  readonly question: Question;
  readonly open: boolean;
  readonly onAnswer: (isYes: boolean) => void;
}) {
  const { title, text, action, kind, typed } = question;
  const form = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const submit = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [entered, setEntered] = useState("");
  const isDanger = kind === "danger";
  const refusal = useSettled(question.refusal);
  const isReady =
    refusal === undefined && (typed === undefined || entered.trim() === typed);

  // What was to be typed goes, and the focus with it.
  useEffect(() => {
    if (refusal !== undefined) cancel.current?.focus();
  }, [refusal]);

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    // React hands the event on to a form that the question was asked from.
    event.stopPropagation();
    if (isReady) onAnswer(true);
  }

  return (
    <Dialog
      role="alertdialog"
      size="small"
      open={open}
      onClose={() => onAnswer(false)}
      title={title}
      description={text}
      initialFocus={typed !== undefined ? input : isDanger ? cancel : submit}
      footer={
        <>
          <Button ref={cancel} kind="secondary" onClick={() => onAnswer(false)}>
            {componentsText.cancel}
          </Button>
          <Button
            ref={submit}
            type="submit"
            form={form}
            kind={isDanger ? "danger" : "primary"}
            disabled={!isReady}
          >
            {action}
          </Button>
        </>
      }
    >
      <div role="alert">
        {refusal !== undefined && <Notice kind="bad">{refusal}</Notice>}
      </div>
      <form id={form} onSubmit={handleSubmit}>
        {typed !== undefined && refusal === undefined && (
          <label className={styles["label"]}>
            <span>
              <Filled
                template={componentsText.confirm.typed}
                values={{ name: <strong key="name">{typed}</strong> }}
              />
            </span>
            <ControlBox>
              <input
                {...plainText}
                ref={input}
                value={entered}
                autoComplete="off"
                onChange={(event) => setEntered(event.target.value)}
              />
            </ControlBox>
          </label>
        )}
      </form>
    </Dialog>
  );
}

/** What a promise has resolved to so far. */
function useSettled(promise: Promise<string | undefined> | undefined) {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    void promise?.then((value) => {
      if (isCurrent) setSettled(value);
    });
    return () => {
      isCurrent = false;
    };
  }, [promise]);
  return settled;
}
