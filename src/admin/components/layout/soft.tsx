import type { ReactNode } from "react";
import styles from "./soft.module.css";

/** A paragraph that explains. */
export function Soft({ children }: { readonly children: ReactNode }) {
  return <p className={styles["soft"]}>{children}</p>;
}
