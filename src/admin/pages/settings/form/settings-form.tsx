import {
  type FormEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import {
  FieldProblems,
  focusUnread,
  keepFocusOnProblem,
  sectionsOpen,
} from "../../../components/fields/field-problems.tsx";
import { useShortcut } from "../../../components/hooks/use-shortcut.ts";
import { leaveField } from "../../../components/fields/leave-field.ts";
import { Notice } from "../../../components/layout/notice.tsx";
import type { Problem } from "../../../server/problem.ts";
import { useUnsavedGuard } from "../../../shell/unsaved.ts";
import { settingsText } from "../../../text/settings.ts";
import { SaveBar } from "./save-bar.tsx";
import styles from "./settings-form.module.css";
import type { SettingsForm as FormState } from "./use-settings-form.ts";

/** What of a problem no field says. */
interface Unsaid {
  readonly of: Problem;
  readonly messages: readonly string[];
}

/**
 * The sections of a form of settings, and below them how they are saved. What the server says is wrong stands at its field;
 * the section that the field is in opens.
 */
export function SettingsForm<T extends object>({
  form,
  children,
}: {
  readonly form: FormState<T>;
  readonly children: ReactNode;
}) {
  const { isChanged, isSaving, problem, save, reset } = form;
  const element = useRef<HTMLFormElement>(null);
  const [unsaid, setUnsaid] = useState<Unsaid>();
  useUnsavedGuard(isChanged);
  useShortcut("Mod+S", submit, {
    label: settingsText.form.save,
    leavesField: true,
  });

  useEffect(() => {
    if (problem === undefined) return undefined;
    const look = () => {
      const messages = findUnsaid(problem, element.current);
      setUnsaid({ of: problem, messages });
    };
    // Sections that open for it have their fields by then, or soon after.
    const frame = requestAnimationFrame(look);
    const timer = setTimeout(look, sectionsOpen);
    const leave = keepFocusOnProblem(element.current);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      leave();
    };
  }, [problem]);
  const elsewhere = unsaid?.of === problem ? unsaid?.messages : undefined;

  function submit(): void {
    if (!focusUnread(element.current)) void save();
  }

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    leaveField();
    submit();
  }

  return (
    <FieldProblems value={problem?.fields}>
      <form
        ref={element}
        className={styles["form"]}
        noValidate
        aria-busy={isSaving}
        onSubmit={handleSubmit}
      >
        {children}
        <div role="alert">
          {elsewhere?.map((message) => (
            <Notice key={message} kind="bad">
              {message}
            </Notice>
          ))}
        </div>
        <SaveBar isChanged={isChanged} isSaving={isSaving} onReset={reset} />
      </form>
    </FieldProblems>
  );
}

/** What no field of the form says. */
function findUnsaid(
  { message, fields }: Problem,
  form: HTMLFormElement | null,
): readonly string[] {
  const paths = Object.keys(fields);
  if (paths.length === 0) return [message];
  const shown = Array.from(
    form?.querySelectorAll<HTMLElement>("[data-field]") ?? [],
    ({ dataset }) => dataset["field"] ?? "",
  );
  return paths
    .filter(
      (path) =>
        !shown.some((name) => path === name || path.startsWith(`${name}.`)),
    )
    .map((path) => `${path}: ${fields[path]}`);
}
