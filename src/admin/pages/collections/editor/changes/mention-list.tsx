import { Badge } from "../../../../components/badge.tsx";
import type { Mention } from "../../../../server/collection-dry-run.ts";
import { collectionsText } from "../../../../text/collections.ts";
import { fill } from "../../../../text/index.ts";
import { rulesText } from "../../../../text/rules.ts";
import { Group } from "./change-group.tsx";
import styles from "./mention-list.module.css";

const texts = collectionsText.changes;

const kinds = { breaks: "bad", dangles: "warn", follows: "good" } as const;

/** Rules, views and options that name what is renamed or removed: those that need a hand first. */
export function MentionList({
  mentions,
}: {
  readonly mentions: readonly Mention[];
}) {
  const shown = (["breaks", "dangles", "follows"] as const).flatMap((outcome) =>
    mentions
      .filter((mention) => mention.outcome === outcome)
      .map((mention) => ({ ...mention, outcome })),
  );
  if (shown.length === 0) return null;
  return (
    <Group title={texts.mentions}>
      {shown.map(
        ({ collection, where, outcome, reason, ...place }, position) => (
          // Two places may be the same in all that is shown of them.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={position} className={styles["mention"]}>
            <div className={styles["head"]}>
              <span>
                {fill(texts.mention, { where: nameOf(where), collection })}
              </span>
              <Badge kind={kinds[outcome]}>{texts.outcomes[outcome]}</Badge>
            </div>
            <Excerpt {...place} />
            {reason !== null && <p className={styles["reason"]}>{reason}</p>}
          </li>
        ),
      )}
    </Group>
  );
}

/** Characters around the name that are shown. */
const around = 80;

/** The name in its surroundings: the text may be a whole mail. */
function Excerpt({
  text,
  start,
  end,
}: Pick<Mention, "text" | "start" | "end">) {
  const from = Math.max(0, start - around);
  const to = Math.min(text.length, end + around);
  return (
    <code className={styles["text"]}>
      {from > 0 && "… "}
      {text.slice(from, start)}
      <mark className={styles["name"]}>{text.slice(start, end)}</mark>
      {text.slice(end, to)}
      {to < text.length && " …"}
    </code>
  );
}

function nameOf(where: string): string {
  if (where === "viewQuery") return texts.viewQuery;
  const rule = Object.entries(rulesText.names).find(([name]) => name === where);
  return rule === undefined ? where : rule[1];
}
