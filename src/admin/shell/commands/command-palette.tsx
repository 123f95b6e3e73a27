import { Command as List } from "cmdk";
import { FileSearch } from "lucide-react";
import { useState } from "react";
import { Dialog } from "../../components/overlays/dialog.tsx";
import { commandsText as texts } from "../../text/commands.ts";
import { fill } from "../../text/index.ts";
import { type Command, commandGroups } from "./command.ts";
import styles from "./command-palette.module.css";
import { fitOf } from "./fit-of.ts";
import { useCommands } from "./use-commands.ts";
import { isRecordId, useFindRecord } from "./use-find-record.ts";
import { useRecent } from "./use-recent.ts";

/** Finds a place or an action by its name. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState("");
  const commands = useCommands();
  const find = useFindRecord();
  const id = text.trim();
  const { recent, remember } = useRecent();
  const latest = recent.flatMap((known) =>
    commands.filter((command) => command.id === known),
  );
  const groups = [
    { name: "recent" as const, members: latest },
    ...commandGroups.map((name) => ({
      name,
      members: commands.filter(
        (command) => command.group === name && !latest.includes(command),
      ),
    })),
  ].filter(({ members }) => members.length > 0);

  function run(command: Command): void {
    remember(command.id);
    onClose();
    command.run();
  }

  return (
    <Dialog open onClose={onClose} title={texts.title}>
      <List
        label={texts.title}
        className={styles["palette"]}
        filter={(_id, words, names) => fitOf(words, names)}
        loop
      >
        <List.Input
          value={text}
          onValueChange={setText}
          className={styles["input"]}
          placeholder={texts.placeholder}
          autoFocus
        />
        <List.List className={styles["list"]}>
          <List.Empty className={styles["nothing"]}>{texts.nothing}</List.Empty>
          {isRecordId(id) && (
            <List.Item
              value="find-record"
              keywords={[id]}
              className={styles["item"]}
              onSelect={() => {
                onClose();
                void find(id);
              }}
            >
              <FileSearch aria-hidden />
              <span>{fill(texts.findRecord, { id })}</span>
            </List.Item>
          )}
          {groups.map(({ name, members }) => (
            <List.Group key={name} heading={texts.groups[name]}>
              {members.map((command) => (
                <List.Item
                  key={command.id}
                  value={command.id}
                  keywords={[command.label, ...(command.keywords ?? [])]}
                  className={styles["item"]}
                  onSelect={() => run(command)}
                >
                  <command.icon aria-hidden />
                  <span>{command.label}</span>
                </List.Item>
              ))}
            </List.Group>
          ))}
        </List.List>
      </List>
    </Dialog>
  );
}
