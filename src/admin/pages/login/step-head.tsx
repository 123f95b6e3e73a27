import type { ReactNode } from "react";
import { Heading } from "../../components/layout/heading.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { Stack } from "../../components/layout/stack.tsx";

/** What a step of the login is about. */
export function StepHead({
  title,
  lead,
}: {
  readonly title: string;
  readonly lead: ReactNode;
}) {
  return (
    <Stack gap="small">
      <Heading takesFocus={false}>{title}</Heading>
      <Soft>{lead}</Soft>
    </Stack>
  );
}
