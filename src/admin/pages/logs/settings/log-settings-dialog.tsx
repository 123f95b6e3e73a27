import { useState } from "react";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { FormDialog } from "../../../components/overlays/form-dialog.tsx";
import { useDraft } from "../../../components/hooks/use-draft.ts";
import { Notice } from "../../../components/layout/notice.tsx";
import { NumberField } from "../../../components/fields/number-field.tsx";
import { SelectField } from "../../../components/fields/select-field.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { SwitchField } from "../../../components/fields/switch-field.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { describeProblem, type Problem } from "../../../server/problem.ts";
import type { Settings } from "../../../server/settings-model.ts";
import { saveSettings, useSettings } from "../../../server/settings.ts";
import { fill } from "../../../text/index.ts";
import { logsText } from "../../../text/logs.ts";
import { type LevelName, levelNumbers } from "../entries/log-entry.ts";

const { dialog: texts } = logsText;

/** What is logged, and for how long it is kept. */
export function LogSettingsDialog({
  onClose,
  onSaved,
}: {
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const { data: settings } = useSettings();
  if (settings === undefined) {
    return (
      <Dialog open onClose={onClose} title={texts.title}>
        <Skeleton lines={6} />
      </Dialog>
    );
  }
  return <Form initial={settings.logs} onClose={onClose} onSaved={onSaved} />;
}

/** The days are null while there is no number in the field. */
type Draft = Omit<Settings["logs"], "maxDays"> & {
  readonly maxDays: number | null;
};

function Form({
  initial,
  onClose,
  onSaved,
}: {
  readonly initial: Settings["logs"];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const confirm = useConfirm();
  const { draft, set } = useDraft<Draft>(initial);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function save(): Promise<void> {
    const maxDays = draft.maxDays ?? 0;
    const isLosing =
      maxDays < initial.maxDays || draft.minLevel > initial.minLevel;
    const isMeant =
      !isLosing ||
      (await confirm({
        title: texts.losing,
        text: texts.losingText,
        action: texts.losingAction,
        kind: "danger",
      }));
    if (!isMeant) return;
    setSaving(true);
    setProblem(undefined);
    try {
      await saveSettings({ logs: { ...draft, maxDays } });
      toast.good(texts.saved);
      onSaved();
      onClose();
    } catch (error) {
      setProblem(describeProblem(error));
      setSaving(false);
    }
  }

  return (
    <FormDialog
      title={texts.title}
      submit={texts.save}
      isBusy={isSaving}
      problems={problem?.fields}
      notice={
        problem !== undefined && <Notice kind="bad">{problem.message}</Notice>
      }
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <NumberField
        name="logs.maxDays"
        label={texts.maxDays}
        hint={texts.maxDaysHint}
        unit={texts.days}
        min={0}
        value={draft.maxDays}
        onChange={(maxDays) => set({ maxDays })}
      />
      <SelectField
        name="logs.minLevel"
        label={texts.minLevel}
        hint={texts.minLevelHint}
        value={String(draft.minLevel)}
        options={levelOptions(initial.minLevel)}
        onChange={(level) => set({ minLevel: Number(level) })}
      />
      <SwitchField
        name="logs.logIP"
        label={texts.logIP}
        hint={texts.logIPHint}
        checked={draft.logIP}
        onChange={(logIP) => set({ logIP })}
      />
      <SwitchField
        name="logs.logAuthId"
        label={texts.logAuthId}
        hint={texts.logAuthIdHint}
        checked={draft.logAuthId}
        onChange={(logAuthId) => set({ logAuthId })}
      />
    </FormDialog>
  );
}

/** The levels that have a name, and the one that is set if it is in between. */
function levelOptions(current: number) {
  const named = (Object.keys(levelNumbers) as LevelName[]).map((name) => ({
    value: String(levelNumbers[name]),
    label: texts.levels[name],
  }));
  if (named.some(({ value }) => value === String(current))) return named;
  const label = fill(texts.levels.other, { level: current });
  return [...named, { value: String(current), label }];
}
