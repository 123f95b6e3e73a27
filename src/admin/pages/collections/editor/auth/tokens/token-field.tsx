import { TriangleAlert } from "lucide-react";
import { Badge } from "../../../../../components/badge.tsx";
import { Button } from "../../../../../components/button.tsx";
import { useConfirm } from "../../../../../components/overlays/confirm.tsx";
import { Stack } from "../../../../../components/layout/stack.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { fill } from "../../../../../text/index.ts";
import type { AuthProps } from "../auth-props.ts";
import { DurationField } from "../duration-field.tsx";
import { newSecret } from "./new-secret.ts";
import styles from "./token-field.module.css";
import type { TokenName } from "./token-names.ts";

const texts = authOptionsText.tokens;

/** Seconds: three years. */
const longest = 94_670_856;

/** How long a kind of token lasts. Another secret, which takes effect with the save, ends all that were issued. */
export function TokenField({
  name,
  draft,
  set,
  original,
  isSuperusers,
}: AuthProps & { readonly name: TokenName }) {
  const confirm = useConfirm();
  const options: { readonly secret?: string; readonly duration: number } =
    draft[name];
  const token = texts.names[name];
  const isPending = options.secret !== undefined && options.secret !== "";

  async function invalidate(): Promise<void> {
    const consequence =
      isSuperusers && name === "authToken"
        ? texts.superusers
        : fill(texts.consequences[name], { collection: draft.name });
    const isSure = await confirm({
      title: texts.confirmTitle,
      text: `${consequence} ${texts.after}`,
      action: texts.confirmAction,
      kind: "danger",
    });
    if (isSure) set({ [name]: { ...options, secret: newSecret() } });
  }

  /** What the server has is not named, and stays. */
  function keep(): void {
    set({ [name]: { duration: options.duration } });
  }

  return (
    <div className={styles["token"]}>
      <div className={styles["duration"]}>
        <DurationField
          name={`${name}.duration`}
          label={fill(texts.durationOf, { token })}
          max={longest}
          value={options.duration}
          onChange={(duration) => set({ [name]: { ...options, duration } })}
        />
      </div>
      {original !== undefined && (
        <div className={styles["invalidate"]}>
          <Stack direction="row" gap="small">
            {isPending && (
              <Badge kind="warn" icon={TriangleAlert}>
                {texts.pending}
              </Badge>
            )}
            {/* One button for both: the question gives the focus back to it. */}
            <Button
              kind={isPending ? "ghost" : "secondary"}
              size="small"
              aria-label={fill(isPending ? texts.keepOf : texts.invalidateOf, {
                token,
              })}
              onClick={isPending ? keep : () => void invalidate()}
            >
              {isPending ? texts.keep : texts.invalidate}
            </Button>
          </Stack>
        </div>
      )}
    </div>
  );
}
