import {
  type FormEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { describeProblem, type Problem } from "../../server/problem.ts";
import { Button } from "../button.tsx";
import { FieldProblems, focusFirstProblem } from "./field-problems.tsx";
import { Notice } from "../layout/notice.tsx";
import { Stack } from "../layout/stack.tsx";

/** A problem, and what of it no field of the form can say. */
interface Placed extends Problem {
  readonly elsewhere: readonly string[];
}

/** The texts in a form's fields, by their names. */
export type FormValues = (name: string) => string;

/**
 * A form that sends its values to the server, which judges them: what it says stands at the field that it is about, the
 * first of which takes the focus.
 *
 * @param onSubmit sends the values; what the server refuses is thrown by the client
 */
export function Form({
  submit,
  onSubmit,
  children,
}: {
  /** On the button. */
  readonly submit: string;
  readonly onSubmit: (values: FormValues) => Promise<void>;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Placed>();

  useEffect(() => {
    if (problem !== undefined) focusFirstProblem(element.current);
  }, [problem]);

  async function send(form: HTMLFormElement): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const data = new FormData(form);
      await onSubmit((name) => textOf(data.get(name)));
    } catch (error) {
      setProblem(place(describeProblem(error), form));
    } finally {
      setBusy(false);
    }
  }

  function handleSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!isBusy) void send(event.currentTarget);
  }

  return (
    <FieldProblems value={problem?.fields}>
      <form ref={element} noValidate aria-busy={isBusy} onSubmit={handleSubmit}>
        <Stack>
          {children}
          <div role="alert">
            {problem?.elsewhere.map((message) => (
              <Notice key={message} kind="bad">
                {message}
              </Notice>
            ))}
          </div>
          <Button type="submit" busy={isBusy}>
            {submit}
          </Button>
        </Stack>
      </form>
    </FieldProblems>
  );
}

function place(problem: Problem, form: HTMLFormElement): Placed {
  const fields = form.querySelectorAll<HTMLElement>("[data-field]");
  const names = Array.from(fields, ({ dataset }) => dataset["field"]);
  const entries = Object.entries(problem.fields);
  const elsewhere =
    entries.length === 0
      ? [problem.message]
      : entries
          .filter(([path]) => !names.some((name) => isAbout(path, name)))
          .map(([, message]) => message);
  return { ...problem, elsewhere };
}

function isAbout(path: string, name: string | undefined): boolean {
  return name !== undefined && (path === name || path.startsWith(`${name}.`));
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
