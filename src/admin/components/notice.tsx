import type { ReactNode } from "react";
import styles from "./notice.module.css";

/** Says that something went wrong. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return <p className={styles["notice"]}>{children}</p>;
}
