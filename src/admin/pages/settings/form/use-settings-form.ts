import { useCallback, useState } from "react";
import { useDraft } from "../../../components/hooks/use-draft.ts";
import { toast } from "../../../components/overlays/toasts.tsx";
import { describeProblem, type Problem } from "../../../server/problem.ts";
import type { Settings } from "../../../server/settings-model.ts";
import { saveSettings } from "../../../server/settings.ts";
import { settingsText } from "../../../text/settings.ts";
import { changedParts } from "./edited-settings.ts";

/** Some of the settings, as they are being edited. */
export interface SettingsForm<T extends object> {
  readonly draft: T;
  /** What is saved: another object after each save. */
  readonly saved: T;
  readonly set: (change: Partial<T>) => void;
  /** Changes values of one of the draft's groups. */
  readonly change: <Group extends keyof T>(
    group: Group,
    values: Partial<T[Group]>,
  ) => void;
  readonly isChanged: boolean;
  readonly reset: () => void;
  readonly isSaving: boolean;
  /** What the server had against the last attempt to save. */
  readonly problem: Problem | undefined;
  readonly save: () => Promise<void>;
}

/** How a page's part of the settings is edited. Defined outside of the component. */
export interface SettingsPart<T extends object> {
  /** What is edited of the settings. */
  readonly read: (settings: Settings) => T;
  /** Puts the draft in order before it is saved. */
  readonly tidy?: (draft: T) => T;
  /** The draft as the server takes it; as it is unless told. */
  readonly write?: (draft: T) => object;
}

/** @param maySave asked before the draft is saved */
export function useSettingsForm<T extends object>(
  settings: Settings,
  { read, tidy = (draft) => draft, write = (draft) => draft }: SettingsPart<T>,
  maySave: (draft: T) => Promise<boolean> = () => Promise.resolve(true),
): SettingsForm<T> {
  const [base, setBase] = useState(() => read(settings));
  const { draft, set, isChanged, reset, settle } = useDraft(base);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const change = useCallback<SettingsForm<T>["change"]>(
    (group, values) =>
      set((last) => ({ [group]: { ...last[group], ...values } }) as Partial<T>),
    [set],
  );

  async function save(): Promise<void> {
    if (!isChanged || isSaving) return;
    const wanted = tidy(draft);
    set(wanted);
    if (!(await maySave(wanted))) return;
    setSaving(true);
    setProblem(undefined);
    try {
      const parts = changedParts(write(base), write(wanted));
      const saved = read(await saveSettings(parts));
      setBase(saved);
      settle(wanted, saved);
      toast.good(settingsText.form.saved);
    } catch (error) {
      setProblem(describeProblem(error));
    } finally {
      setSaving(false);
    }
  }

  return {
    draft,
    saved: base,
    set,
    change,
    isChanged,
    reset() {
      setProblem(undefined);
      reset();
    },
    isSaving,
    problem,
    save,
  };
}
