import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useRef,
  useState,
} from "react";
import { ConfirmDialog, type Question } from "./confirm-dialog.tsx";

/** Asks, and says whether the answer is yes. */
export type Confirm = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Confirm | undefined>(undefined);

/** Asks before something that is not easily undone. */
export function useConfirm(): Confirm {
  const confirm = use(ConfirmContext);
  if (confirm === undefined) throw new Error("there is no ConfirmProvider");
  return confirm;
}

interface Asked {
  readonly question: Question;
  /** How many questions it makes, so that each begins anew. */
  readonly count: number;
}

/** Shows the questions of what is inside: once in the app. */
export function ConfirmProvider({
  children,
}: {
  readonly children: ReactNode;
}) {
  const [asked, setAsked] = useState<Asked>();
  const [isOpen, setOpen] = useState(false);
  const pending = useRef<(isYes: boolean) => void>(undefined);

  const confirm = useCallback<Confirm>((question) => {
    // A question takes the place of one that is still open.
    pending.current?.(false);
    setAsked((before) => ({ question, count: (before?.count ?? 0) + 1 }));
    setOpen(true);
    return new Promise((resolve) => {
      pending.current = resolve;
    });
  }, []);

  function answer(isYes: boolean): void {
    pending.current?.(isYes);
    pending.current = undefined;
    // The question stays, so that it is there while the dialog fades.
    setOpen(false);
  }

  return (
    <ConfirmContext value={confirm}>
      {children}
      {asked !== undefined && (
        <ConfirmDialog
          key={asked.count}
          question={asked.question}
          open={isOpen}
          onAnswer={answer}
        />
      )}
    </ConfirmContext>
  );
}
