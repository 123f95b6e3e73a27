import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { componentsText } from "../../text/components.ts";
import { IconButton } from "../button.tsx";
import { classes } from "../classes.ts";
import styles from "./toasts.module.css";

/** Something that can be done about what a toast says. */
export interface ToastAction {
  readonly label: string;
  readonly onSelect: () => void;
}

interface ToastOptions {
  readonly action?: ToastAction;
}

/** Milliseconds that a toast stays, if it has nothing to offer and if it has. */
const staysFor = { plain: 5_000, withAction: 10_000 } as const;

const manager = Toast.createToastManager();

/** Says in the corner of the window what has happened. What went wrong stays until it is closed. */
export const toast = {
  good: (message: string, options?: ToastOptions) =>
    show("good", message, options),
  bad: (message: string, options?: ToastOptions) =>
    show("bad", message, options),
  plain: (message: string, options?: ToastOptions) =>
    show("plain", message, options),
  during: showDuring,
} as const;

function show(
  kind: "good" | "bad" | "plain",
  message: string,
  { action }: ToastOptions = {},
): void {
  if (action === undefined) {
    manager.add({
      // The same once more takes the place of the first.
      id: `${kind} ${message}`,
      type: kind,
      title: message,
      timeout: kind === "bad" ? 0 : staysFor.plain,
    });
    return;
  }
  const id = manager.add({
    type: kind,
    title: message,
    timeout: kind === "bad" ? 0 : staysFor.withAction,
    actionProps: {
      children: action.label,
      onClick: () => {
        manager.close(id);
        action.onSelect();
      },
    },
  });
}

/** Says what takes a while, until it is done. */
async function showDuring<Result>(
  message: string,
  work: Promise<Result>,
): Promise<Result> {
  const id = manager.add({ type: "plain", title: message, timeout: 0 });
  try {
    return await work;
  } finally {
    manager.close(id);
  }
}

/** Where toasts appear: once in the app. */
export function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={5}>
      <Toast.Portal>
        <Toast.Viewport
          className={styles["viewport"]}
          aria-label={componentsText.notifications}
        >
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((item) => {
    const Icon = item.type === "bad" ? CircleAlert : CircleCheck;
    return (
      <Toast.Root key={item.id} toast={item} className={styles["toast"]}>
        <Toast.Content className={styles["content"]}>
          {item.type !== "plain" && (
            <Icon
              className={classes(
                styles["icon"],
                item.type === "bad" ? styles["bad"] : styles["good"],
              )}
              aria-hidden
            />
          )}
          <Toast.Title className={styles["message"]} render={<div />} />
          <Toast.Action className={styles["action"]} />
          <Toast.Close
            // They never lie on each other, so it is always there.
            aria-hidden={false}
            render={
              <IconButton
                icon={X}
                size="small"
                label={componentsText.dismiss}
              />
            }
          />
        </Toast.Content>
      </Toast.Root>
    );
  });
}
