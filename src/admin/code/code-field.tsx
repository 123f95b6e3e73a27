import {
  type ComponentType,
  type FocusEvent,
  type ReactNode,
  Suspense,
  useId,
  useState,
} from "react";
import { classes } from "../components/classes.ts";
import { ControlBox } from "../components/fields/control-box.tsx";
import { FieldFrame, type FieldProps } from "../components/fields/field.tsx";
import { VisuallyHidden } from "../components/layout/visually-hidden.tsx";
import { codeText } from "../text/code.ts";
import styles from "./code-field.module.css";
import type { EditorProblem, EditorProps } from "./editor-props.ts";

/** What every field for code has. */
export interface CodeFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  /** Any CSS length. */
  readonly minHeight?: string | undefined;
}

/**
 * A form field with an editor in it, which is loaded when it is first shown. Until then the text stands in its place, as
 * large as the editor will be.
 */
export function CodeField<Extra extends object>({
  editor: Editor,
  extra,
  value,
  onChange,
  placeholder,
  disabled = false,
  autoFocus = false,
  minHeight,
  wraps,
  hasGutter = false,
  floatsProblem = false,
  ...frame
}: CodeFieldProps & {
  readonly editor: ComponentType<EditorProps & Extra>;
  /** What this kind of editor is given besides. */
  readonly extra: Extra;
  /** Whether long lines are broken. */
  readonly wraps: boolean;
  /** Whether lines are numbered. */
  readonly hasGutter?: boolean;
  /** Whether what is wrong is shown over what is below the field, and only while one is in it. */
  readonly floatsProblem?: boolean;
}) {
  const id = useId();
  const [found, setFound] = useState<EditorProblem>();
  const [hasFocus, setFocus] = useState(false);
  const problem =
    value === "" || (found?.isAtEnd === true && hasFocus) ? undefined : found;
  const isWrong = problem?.severity === "error";

  const handleBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false);
  };
  return (
    <FieldFrame
      {...frame}
      {...(isWrong && !floatsProblem && { problem: problem.message })}
      hint={withWarning(frame.hint, floatsProblem ? undefined : problem)}
    >
      {({ control, labelId, isWrong: isRefused, edited }) => (
        <div
          className={styles["field"]}
          onFocus={() => setFocus(true)}
          onBlur={handleBlur}
        >
          <ControlBox isWrong={isWrong || isRefused} disabled={disabled}>
            <div
              className={classes(
                styles["editor"],
                wraps && styles["wrapping"],
                hasGutter && styles["numbered"],
              )}
              style={{ minHeight }}
            >
              <Suspense
                fallback={
                  <Placeholder value={value} placeholder={placeholder} />
                }
              >
                <Editor
                  {...extra}
                  value={value}
                  onChange={(text: string) => {
                    edited();
                    onChange(text);
                  }}
                  control={{
                    ...control,
                    "aria-invalid": isWrong || isRefused || undefined,
                    "aria-describedby": classes(
                      control["aria-describedby"],
                      `${id}-leave`,
                      floatsProblem && problem !== undefined && `${id}-problem`,
                    ),
                  }}
                  labelId={labelId}
                  disabled={disabled}
                  autoFocus={autoFocus}
                  placeholder={placeholder}
                  onProblem={setFound}
                />
              </Suspense>
            </div>
          </ControlBox>
          <VisuallyHidden>
            <span id={`${id}-leave`}>{codeText.leave}</span>
          </VisuallyHidden>
          {floatsProblem && problem !== undefined && (
            <p
              id={`${id}-problem`}
              className={classes(
                styles["floating"],
                styles[problem.severity],
                !hasFocus && styles["unseen"],
              )}
            >
              {problem.message}
            </p>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

/** The text while the editor is loading. */
function Placeholder({
  value,
  placeholder = "",
}: {
  readonly value: string;
  readonly placeholder: string | undefined;
}) {
  const text = value === "" ? placeholder : value;
  return (
    <div
      aria-busy="true"
      className={classes(styles["waiting"], value === "" && styles["empty"])}
    >
      {text.split("\n").map((line, index) => (
        // Lines are where they are. An empty one is as high as any.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index}>{line === "" ? "\u200b" : line}</div>
      ))}
    </div>
  );
}

function withWarning(
  hint: ReactNode,
  problem: EditorProblem | undefined,
): ReactNode {
  if (problem?.severity !== "warning") return hint;
  return (
    <>
      <span className={styles["warning"]}>{problem.message}</span> {hint}
    </>
  );
}
