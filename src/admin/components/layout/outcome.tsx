import type { ReactNode } from "react";
import { classes } from "../classes.ts";
import { Heading } from "./heading.tsx";
import styles from "./outcome.module.css";
import { Stack } from "./stack.tsx";

/** How something ended, and what comes next. */
export function Outcome({
  kind,
  title,
  children,
}: {
  readonly kind: "good" | "bad";
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <Stack>
      <Sign kind={kind} />
      {/* Another outcome is news, so it takes the focus anew. */}
      <Heading key={title}>{title}</Heading>
      {children}
    </Stack>
  );
}

/** The heading says the same. */
function Sign({ kind }: { readonly kind: "good" | "bad" }) {
  const line = kind === "good" ? "M7 12.5l3.5 3.5L17 9" : "M12 7v6M12 16.5v.5";
  return (
    <svg
      className={classes(styles["sign"], styles[kind])}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <circle cx="12" cy="12" r="12" />
      <path d={line} />
    </svg>
  );
}
