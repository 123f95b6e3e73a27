import { Soft } from "../../components/layout/soft.tsx";
import { apiPreviewText } from "../../text/api-preview.ts";
import type { Parameter } from "./chapters/chapter.ts";
import styles from "./parameter-table.module.css";

const { columns, required } = apiPreviewText;

/** What a request takes, in one of the places that it has for it. */
export function ParameterTable({
  title,
  hint,
  parameters,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly parameters: readonly Parameter[] | undefined;
}) {
  if (parameters === undefined || parameters.length === 0) return null;
  return (
    <div className={styles["part"]}>
      <h4 className={styles["title"]}>{title}</h4>
      {hint !== undefined && <Soft>{hint}</Soft>}
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.type}</th>
            <th scope="col">{columns.note}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, type, isRequired, note }) => (
            <tr key={name}>
              <th scope="row" className={styles["name"]}>
                <code>{name}</code>
                {isRequired === true && (
                  <span className={styles["required"]}>{required}</span>
                )}
              </th>
              <td className={styles["type"]}>{type}</td>
              <td>{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
