import {
  type ComponentProps,
  type FormEvent,
  type ReactNode,
  useId,
} from "react";
import { componentsText } from "../../text/components.ts";
import { Button } from "../button.tsx";
import {
  FieldProblems,
  type ProblemsByPath,
} from "../fields/field-problems.tsx";
import { Stack } from "../layout/stack.tsx";
import { Dialog } from "./dialog.tsx";

/** Fields to fill in and to send, in the middle of the window. */
export function FormDialog({
  submit,
  isBusy,
  problems,
  notice,
  onSubmit,
  onClose,
  children,
  ...dialog
}: Pick<
  ComponentProps<typeof Dialog>,
  "onClose" | "title" | "description" | "size"
> & {
  /** On the button that sends them. */
  readonly submit: string;
  /** Whether they are being sent: that is not done twice. */
  readonly isBusy: boolean;
  /** What is wrong with the values, said at their fields. */
  readonly problems: ProblemsByPath | undefined;
  /** What no field can say, below them; false or undefined where there is nothing. */
  readonly notice: ReactNode;
  readonly onSubmit: () => void;
  /** The fields. */
  readonly children: ReactNode;
}) {
  const form = useId();

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!isBusy) onSubmit();
  }

  return (
    <Dialog
      {...dialog}
      open
      onClose={onClose}
      footer={
        <>
          <Button kind="secondary" onClick={onClose}>
            {componentsText.cancel}
          </Button>
          <Button type="submit" form={form} busy={isBusy}>
            {submit}
          </Button>
        </>
      }
    >
      <FieldProblems value={problems}>
        <form id={form} noValidate onSubmit={handleSubmit}>
          <Stack>
            {children}
            <div role="alert">{notice}</div>
          </Stack>
        </form>
      </FieldProblems>
    </Dialog>
  );
}
