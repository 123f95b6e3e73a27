import type { ComponentProps, ReactNode } from "react";
import { Form } from "../../components/fields/form.tsx";
import { Heading } from "../../components/layout/heading.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { Stack } from "../../components/layout/stack.tsx";

/** The form that a link leads to, below what it is for. Its first field takes the focus. */
export function LinkForm({
  title,
  lead,
  ...form
}: ComponentProps<typeof Form> & {
  readonly title: string;
  /** False where there is nothing more to say. */
  readonly lead: ReactNode;
}) {
  return (
    <Stack gap="large">
      <Stack gap="small">
        <Heading takesFocus={false}>{title}</Heading>
        {lead !== false && <Soft>{lead}</Soft>}
      </Stack>
      <Form {...form} />
    </Stack>
  );
}
