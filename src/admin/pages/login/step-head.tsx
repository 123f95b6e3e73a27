import type { ReactNode } from "react";
import { Heading } from "../../components/heading.tsx";
import { Soft } from "../../components/soft.tsx";
import { Stack } from "../../components/stack.tsx";

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
