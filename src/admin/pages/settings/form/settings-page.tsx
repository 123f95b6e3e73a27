import type { ReactNode } from "react";
import { classes } from "../../../components/classes.ts";
import { PageHeader } from "../../../components/layout/page-header.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { useTitle } from "../../../shell/use-title.ts";
import { settingsText } from "../../../text/settings.ts";
import styles from "./settings-page.module.css";

const crumbs = [{ label: settingsText.title }];

/** One of the settings' pages: its title, what can be done with all of it, and its sections. */
export function SettingsPage({
  title,
  lead,
  actions,
  isWide = false,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  /** Whether it takes all the room there is. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className={classes(styles["page"], isWide && styles["wide"])}>
      <PageHeader title={title} crumbs={crumbs} actions={actions} />
      {lead !== undefined && <Soft>{lead}</Soft>}
      {children}
    </div>
  );
}

/** A part of a page that is always open. */
export function Card({
  title,
  aside,
  children,
}: {
  readonly title: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles["card"]}>
      <div className={styles["head"]}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Fields beside each other as long as there is room. */
export function FieldGrid({ children }: { readonly children: ReactNode }) {
  return <div className={styles["grid"]}>{children}</div>;
}
