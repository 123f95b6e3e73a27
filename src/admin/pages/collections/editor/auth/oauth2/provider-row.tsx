import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronDown, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Badge } from "../../../../../components/badge.tsx";
import { IconButton } from "../../../../../components/button.tsx";
import { useHasProblem } from "../../../../../components/fields/field-problems.tsx";
import { useOpenForProblem } from "../../../../../components/hooks/use-open-for-problem.ts";
import { ProblemDot } from "../../../../../components/problem-dot.tsx";
import { authOptionsText } from "../../../../../text/auth-options.ts";
import { fill } from "../../../../../text/index.ts";
import { isComplete, type ProviderFormProps } from "./provider-draft.ts";
import { ProviderForm } from "./provider-form.tsx";
import { ProviderLogo } from "./provider-logo.tsx";
import styles from "./provider-row.module.css";
import { useKnownProviders } from "./use-known-providers.ts";

const texts = authOptionsText.oauth2;

/** A provider, with its form once it is opened. */
export function ProviderRow({
  isStored,
  isNew,
  onRemove,
  ...form
}: ProviderFormProps & {
  /** Whether the server has a secret of it. */
  readonly isStored: boolean;
  /** Whether it was just added. */
  readonly isNew: boolean;
  readonly onRemove: () => void;
}) {
  const { provider, path } = form;
  const hasProblem = useHasProblem(path);
  const [isOpen, setOpen] = useOpenForProblem(hasProblem, isNew);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isNew) return undefined;
    // First the dialog that it was chosen in gives the focus back to what has opened it.
    const timer = setTimeout(() =>
      row.current?.querySelector("input")?.focus(),
    );
    return () => clearTimeout(timer);
  }, [isNew]);
  const known = useKnownProviders().data?.find(
    ({ name }) => name === provider.name,
  );
  const title = provider.displayName || known?.displayName || provider.name;
  return (
    <li ref={row} className={styles["row"]}>
      <Collapsible.Root open={isOpen} onOpenChange={setOpen}>
        <div className={styles["head"]}>
          <Collapsible.Trigger className={styles["trigger"]}>
            <ProviderLogo logo={known?.logo} />
            <span className={styles["title"]}>
              {title}
              <span className={styles["name"]}>{provider.name}</span>
            </span>
            {hasProblem && <ProblemDot />}
            {!isComplete(provider, isStored) && (
              <Badge kind="warn">{texts.incomplete}</Badge>
            )}
            <ChevronDown className={styles["chevron"]} aria-hidden />
          </Collapsible.Trigger>
          <IconButton
            icon={Trash2}
            label={fill(texts.remove, { provider: title })}
            onClick={onRemove}
          />
        </div>
        <Collapsible.Panel className={styles["panel"]}>
          <ProviderForm
            {...form}
            isStored={isStored}
            fallbackName={known?.displayName ?? provider.name}
          />
        </Collapsible.Panel>
      </Collapsible.Root>
    </li>
  );
}
