import type { CollectionModel } from "pocketbase";
import { lazy, Suspense, useDeferredValue, useRef } from "react";
import {
  focusUnread,
  useHasProblem,
} from "../../../components/fields/field-problems.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { TabPanel, Tabs } from "../../../components/layout/tabs.tsx";
import { collectionsText } from "../../../text/collections.ts";
import { FieldsTab } from "./fields/fields-tab.tsx";
import { type EditorTab, tabOf, tabsOf } from "./problem-places.ts";
import type { Editor } from "./use-editor.ts";

const texts = collectionsText.editor;

const QueryTab = lazy(async () => ({
  default: (await import("./query/query-tab.tsx")).QueryTab,
}));
const RulesTab = lazy(async () => ({
  default: (await import("./rules/rules-tab.tsx")).RulesTab,
}));
const AuthTab = lazy(async () => ({
  default: (await import("./auth/auth-tab.tsx")).AuthTab,
}));

/** All that a collection is but its name and type, in tabs. */
export function EditorTabs({
  editor,
  collections,
}: {
  readonly editor: Editor;
  readonly collections: CollectionModel[];
}) {
  const { draft, problems } = editor;
  const isWrong = useWrongTabs(Object.keys(problems), editor);
  const tabs = tabsOf[draft.type];
  // The tab itself answers a click at once, what is on it follows.
  const shown = useDeferredValue(editor.tab);
  const content = useRef<HTMLDivElement>(null);

  function handleChange(tab: EditorTab): void {
    // What is typed and cannot be read is kept nowhere else.
    if (!focusUnread(content.current)) editor.setTab(tab);
  }

  return (
    <div ref={content}>
      <Tabs
        label={texts.parts}
        value={editor.tab}
        onChange={handleChange}
        tabs={tabs.map((value) => ({
          value,
          label: texts.tabs[value],
          hasProblem: isWrong(value),
        }))}
      >
        {tabs.map((value) => (
          <TabPanel key={value} value={value}>
            <Suspense fallback={<Skeleton lines={6} />}>
              {shown === value && (
                <TabContent
                  tab={shown}
                  editor={editor}
                  collections={collections}
                />
              )}
            </Suspense>
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}

function TabContent({
  tab,
  editor,
  collections,
}: {
  readonly tab: EditorTab;
  readonly editor: Editor;
  readonly collections: CollectionModel[];
}) {
  const { draft, set, original } = editor;
  const props = { draft, set, original, collections };
  if (tab === "query") return <QueryTab {...props} />;
  if (tab === "rules") return <RulesTab {...props} />;
  if (tab === "options") return <AuthTab {...props} />;
  return (
    <FieldsTab
      {...props}
      rename={editor.renameField}
      open={{ keys: editor.open, change: editor.setOpen }}
    />
  );
}

/** Which tabs hold something wrong that was not edited since. */
function useWrongTabs(
  paths: readonly string[],
  { draft: { type } }: Editor,
): (tab: EditorTab) => boolean {
  const inTab = (tab: EditorTab) =>
    paths.filter((path) => tabOf(path, type) === tab);
  const wrong: Readonly<Record<EditorTab, boolean>> = {
    fields: useHasProblem(...inTab("fields")),
    query: useHasProblem(...inTab("query")),
    rules: useHasProblem(...inTab("rules")),
    options: useHasProblem(...inTab("options")),
  };
  return (tab) => wrong[tab];
}
