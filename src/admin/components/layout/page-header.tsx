import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { componentsText } from "../../text/components.ts";
import styles from "./page-header.module.css";

/** A page above this one, or what it belongs to. */
export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

/** What a page of the app is about, and what can be done with all of it. */
export function PageHeader({
  title,
  crumbs,
  actions,
}: {
  readonly title: ReactNode;
  /** From the outermost. */
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
}) {
  return (
    <header className={styles["header"]}>
      <div className={styles["titles"]}>
        {crumbs !== undefined && (
          <nav aria-label={componentsText.breadcrumbs}>
            <ol className={styles["crumbs"]}>
              {crumbs.map(({ label, href }) => (
                <li key={label} className={styles["crumb"]}>
                  {href === undefined ? label : <a href={href}>{label}</a>}
                  <ChevronRight className={styles["chevron"]} aria-hidden />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className={styles["title"]}>{title}</h1>
      </div>
      {actions !== undefined && (
        <div className={styles["actions"]}>{actions}</div>
      )}
    </header>
  );
}
