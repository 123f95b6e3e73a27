import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { ProblemDot } from "../problem-dot.tsx";
import styles from "./tabs.module.css";

/** One of several views. */
export interface Tab<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly badge?: ReactNode;
  /** Whether something on it is wrong. */
  readonly hasProblem?: boolean;
}

/** Views of which one is shown; each is a `TabPanel` inside. */
export function Tabs<Value extends string>({
  value,
  onChange,
  tabs,
  label,
  children,
}: {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tabs: readonly Tab<Value>[];
  /** What the tabs are of, for screen readers. */
  readonly label?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Base.Root
      className={styles["tabs"]}
      value={value}
      onValueChange={(next: Value) => onChange(next)}
    >
      <Base.List className={styles["list"]} aria-label={label} activateOnFocus>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={styles["tab"]}>
            {tab.label}
            {tab.badge}
            {tab.hasProblem === true && <ProblemDot />}
          </Base.Tab>
        ))}
        <Base.Indicator className={styles["indicator"]} />
      </Base.List>
      {children}
    </Base.Root>
  );
}

/** What one of the tabs shows. It is made anew each time, so what it edits is kept outside. */
export function TabPanel({
  value,
  children,
}: {
  readonly value: string;
  readonly children: ReactNode;
}) {
  return (
    <Base.Panel className={styles["panel"]} value={value}>
      {children}
    </Base.Panel>
  );
}
