import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useMemo,
  useState,
} from "react";

/** What is wrong with values, by their paths, as in `smtp.host` or `fields.2.name`. */
export type ProblemsByPath = Readonly<Record<string, string>>;

interface ShownProblems {
  readonly problems: ProblemsByPath;
  /** Tells that the value at a path is another one now, so that what was said of the old one goes. */
  readonly edited: (path: string) => void;
}

/** What was edited since an answer. */
interface Editing {
  readonly of: ProblemsByPath;
  readonly paths: readonly string[];
}

const none: ProblemsByPath = {};
const Shown = createContext<ShownProblems>({
  problems: none,
  edited: () => {},
});

/**
 * Gives the fields in it what the server says of their values. What it says of a value goes when the value is edited, until
 * the next answer: another `value`.
 */
export function FieldProblems({
  value = none,
  onClear,
  children,
}: {
  readonly value: ProblemsByPath | undefined;
  /** Told the path of a value that had a problem and was edited. */
  readonly onClear?: (path: string) => void;
  readonly children: ReactNode;
}) {
  const [editing, setEditing] = useState<Editing>({ of: value, paths: [] });
  const paths = editing.of === value ? editing.paths : undefined;

  const shown = useMemo(() => {
    const entries = Object.entries(value).filter(
      ([path]) => paths?.some((edited) => isWithin(path, edited)) !== true,
    );
    return Object.fromEntries(entries);
  }, [value, paths]);

  const edited = useCallback(
    (path: string) => {
      if (!Object.keys(shown).some((other) => isWithin(other, path))) return;
      setEditing((last) => ({
        of: value,
        paths: last.of === value ? [...last.paths, path] : [path],
      }));
      onClear?.(path);
    },
    [value, shown, onClear],
  );

  const context = useMemo(() => ({ problems: shown, edited }), [shown, edited]);
  return <Shown value={context}>{children}</Shown>;
}

/** What is wrong with the value at a path, or with a part of it, and how to tell that it was edited. */
export function useFieldProblem(path: string | undefined): {
  readonly problem: string | undefined;
  readonly edited: () => void;
} {
  const { problems, edited } = use(Shown);
  const problem =
    path === undefined
      ? undefined
      : (problems[path] ??
        Object.entries(problems).find(([other]) => isWithin(other, path))?.[1]);
  return {
    problem,
    edited: () => {
      if (path !== undefined) edited(path);
    },
  };
}

/** Whether something is wrong with any of these values, or with parts of them: for what hides fields, as tabs do. */
export function useHasProblem(...paths: readonly string[]): boolean {
  const { problems } = use(Shown);
  return Object.keys(problems).some((problem) =>
    paths.some((path) => isWithin(problem, path)),
  );
}

/** Moves the focus to the first field in an element that shows a problem. */
export function focusFirstProblem(within: HTMLElement | null): void {
  within
    ?.querySelector<HTMLElement>("[data-field] [aria-invalid='true']")
    ?.focus();
}

/** Milliseconds in which sections have opened for the problems in them, on a slow machine too. */
export const sectionsOpen = 1_000;

/**
 * The same where fields are in sections that open for their problems: those may yet have to be made, or to be made anew, with
 * the focus lost. Nobody who has gone elsewhere meanwhile is called back.
 *
 * @returns ends it
 */
export function keepFocusOnProblem(within: HTMLElement | null): () => void {
  const before = document.activeElement;
  const until = performance.now() + sectionsOpen;
  let frame = requestAnimationFrame(look);
  function look(): void {
    const { activeElement, body } = document;
    if (activeElement === before || activeElement === body) {
      focusFirstProblem(within);
    }
    if (performance.now() < until) frame = requestAnimationFrame(look);
  }
  return () => cancelAnimationFrame(frame);
}

/**
 * Moves the focus to the first field in an element in which something is typed that cannot be read: saving would save
 * something else. Returns whether there is one.
 */
export function focusUnread(within: HTMLElement | null): boolean {
  const field = within?.querySelector<HTMLElement>("[data-unread]");
  field?.focus();
  return field !== null && field !== undefined;
}

/** Whether a path is another one, or leads to a part of the value there. */
function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`);
}
