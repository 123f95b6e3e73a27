import { useRouter } from "@tanstack/react-router";
import { History, X } from "lucide-react";
import type { MouseEvent } from "react";
import { Button, IconButton } from "../../../components/button.tsx";
import { Popover } from "../../../components/overlays/popover.tsx";
import { fill } from "../../../text/index.ts";
import { recordsText } from "../../../text/records.ts";
import styles from "./history-menu.module.css";

const { filter: text } = recordsText;

/** What was searched for before, to search for again or to forget. */
export function HistoryMenu({
  history,
  onChange,
  onChoose,
}: {
  readonly history: readonly string[];
  readonly onChange: (history: readonly string[]) => void;
  readonly onChoose: (search: string) => void;
}) {
  const openApart = useOpenApart();
  return (
    <Popover
      title={text.history}
      align="start"
      trigger={<IconButton icon={History} label={text.history} />}
    >
      {(close) =>
        history.length === 0 ? (
          <p className={styles["none"]}>{text.noHistory}</p>
        ) : (
          <>
            <ul className={styles["list"]}>
              {history.map((search) => (
                <li key={search} className={styles["entry"]}>
                  <button
                    type="button"
                    className={styles["search"]}
                    onMouseDown={preventAutoscroll}
                    onAuxClick={({ button }) => {
                      if (button === middle) openApart(search);
                    }}
                    onClick={({ ctrlKey, metaKey }) => {
                      if (ctrlKey || metaKey) {
                        openApart(search);
                        return;
                      }
                      close();
                      onChoose(search);
                    }}
                  >
                    {search}
                  </button>
                  <IconButton
                    icon={X}
                    size="small"
                    label={fill(text.forget, { search })}
                    onClick={() =>
                      onChange(history.filter((other) => other !== search))
                    }
                  />
                </li>
              ))}
            </ul>
            <div>
              <Button
                kind="secondary"
                size="small"
                onClick={() => onChange([])}
              >
                {text.forgetAll}
              </Button>
            </div>
          </>
        )
      }
    </Popover>
  );
}

/** Opens this page in another tab, with another search. */
function useOpenApart(): (search: string) => void {
  const router = useRouter();
  return (filter) => {
    const { href } = router.buildLocation({
      to: ".",
      search: (here) => ({
        ...here,
        filter,
        // What is open here is not looked for there.
        record: undefined,
        logId: undefined,
      }),
    });
    window.open(router.history.createHref(href), "_blank", "noopener");
  };
}

/** As `MouseEvent.button` says it. */
const middle = 1;

/** Some systems scroll by the middle button, and then there is no click. */
function preventAutoscroll(event: MouseEvent): void {
  if (event.button === middle) event.preventDefault();
}
