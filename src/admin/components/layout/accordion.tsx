import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronDown, type LucideIcon } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { focusUnread } from "../fields/field-problems.tsx";
import styles from "./accordion.module.css";
import { ProblemDot } from "../problem-dot.tsx";

/** Sections that open and close, each by itself. */
export function Accordion({ children }: { readonly children: ReactNode }) {
  return <div className={styles["accordion"]}>{children}</div>;
}

/**
 * One section. Its content is made anew each time it opens, so what it edits is kept outside. It stays open while something is
 * typed in it that cannot be read, since that is kept nowhere.
 */
export function AccordionSection({
  title,
  icon: Icon,
  badge,
  hasProblem = false,
  level = 3,
  open,
  defaultOpen = false,
  onOpenChange,
  children,
}: {
  readonly title: string;
  readonly icon?: LucideIcon;
  readonly badge?: ReactNode;
  /** Whether something in it is wrong. */
  readonly hasProblem?: boolean;
  /** Of its heading. */
  readonly level?: 2 | 3 | 4;
  readonly open?: boolean;
  readonly defaultOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactNode;
}) {
  const Heading = `h${level}` as const;
  const content = useRef<HTMLDivElement>(null);
  return (
    <Collapsible.Root
      className={styles["section"]}
      open={open}
      defaultOpen={defaultOpen}
      onOpenChange={(isOpen, details) => {
        if (!isOpen && focusUnread(content.current)) details.cancel();
        else onOpenChange?.(isOpen);
      }}
    >
      <Heading className={styles["heading"]}>
        <Collapsible.Trigger className={styles["trigger"]}>
          {Icon !== undefined && (
            <Icon className={styles["icon"]} aria-hidden />
          )}
          <span className={styles["title"]}>{title}</span>
          {hasProblem && <ProblemDot />}
          {badge}
          <ChevronDown className={styles["chevron"]} aria-hidden />
        </Collapsible.Trigger>
      </Heading>
      <Collapsible.Panel className={styles["panel"]}>
        <div ref={content} className={styles["content"]}>
          {children}
        </div>
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
