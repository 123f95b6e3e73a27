import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { AccordionSection } from "../layout/accordion.tsx";
import { useHasProblem } from "./field-problems.tsx";
import { useOpenForProblem } from "../hooks/use-open-for-problem.ts";
import { Stack } from "../layout/stack.tsx";

/** A part of a form that opens; by itself, too, when something in it is wrong. */
export function FormSection({
  title,
  icon,
  badge,
  level = 2,
  paths,
  children,
}: {
  readonly title: string;
  readonly icon?: LucideIcon;
  readonly badge?: ReactNode;
  /** Of its heading. */
  readonly level?: 2 | 3 | 4;
  /** Of the values in it, as the server names them. */
  readonly paths: readonly string[];
  readonly children: ReactNode;
}) {
  const hasProblem = useHasProblem(...paths);
  const [isOpen, setOpen] = useOpenForProblem(hasProblem);
  return (
    <AccordionSection
      title={title}
      level={level}
      {...(icon !== undefined && { icon })}
      badge={badge}
      hasProblem={hasProblem}
      open={isOpen}
      onOpenChange={setOpen}
    >
      <Stack>{children}</Stack>
    </AccordionSection>
  );
}
