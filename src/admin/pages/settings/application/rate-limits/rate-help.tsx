import { Code } from "../../../../components/texts/code.tsx";
import { Dialog } from "../../../../components/overlays/dialog.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { settingsText } from "../../../../text/settings.ts";
import styles from "./rate-help.module.css";
import { ruleActions } from "./rule-labels.ts";

const texts = settingsText.rateHelp;

/** Says which limit counts for a request. */
export function RateHelp({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog open={open} onClose={onClose} title={texts.title}>
      <Stack>
        <p>{texts.lead}</p>
        <ol className={styles["order"]}>
          {texts.order.map(([label, meaning]) => (
            <li key={label}>
              <Code inline>{label}</Code> <span>{meaning}</span>
            </li>
          ))}
        </ol>
        <p>{texts.audience}</p>
        <p>{texts.actions}</p>
        <p className={styles["actions"]}>
          {ruleActions.map((action) => (
            <Code key={action} inline>
              {action}
            </Code>
          ))}
        </p>
        <p>{texts.login}</p>
      </Stack>
    </Dialog>
  );
}
