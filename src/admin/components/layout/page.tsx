import { type ReactNode, useEffect } from "react";
import { fill, text } from "../../text/index.ts";
import { Mark } from "../mark.tsx";
import styles from "./page.module.css";

/** A page with one thing to do or to say, on a card in the middle. */
export function Page({
  title,
  children,
}: {
  /** Of the window. */
  readonly title: string;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = fill(text.title, { page: title, app: text.product });
  }, [title]);
  return (
    <div className={styles["page"]}>
      <header className={styles["header"]}>
        <Mark />
        <span>{text.product}</span>
      </header>
      <main className={styles["card"]}>{children}</main>
    </div>
  );
}
