import { useEffect, useRef } from "react";
import { FileDrop } from "../../components/fields/file-drop.tsx";
import { Heading } from "../../components/layout/heading.tsx";
import { Notice } from "../../components/layout/notice.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { Soft } from "../../components/layout/soft.tsx";
import { Stack } from "../../components/layout/stack.tsx";
import { fill, text } from "../../text/index.ts";
import type { FirstRestore } from "./use-first-restore.ts";

const texts = text.install;

/** Takes a backup that a new server is to go on with. */
export function RestoreInstead({
  problem,
  onFile,
}: {
  readonly problem: string | undefined;
  readonly onFile: (file: File) => void;
}) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== undefined) notice.current?.scrollIntoView();
  }, [problem]);
  return (
    <Stack>
      <Stack gap="small">
        <Heading level={2}>{texts.instead}</Heading>
        <Soft>{texts.insteadText}</Soft>
      </Stack>
      <FileDrop
        label={texts.drop}
        accept=".zip,application/zip"
        onFiles={([file]) => {
          if (file !== undefined) onFile(file);
        }}
      />
      <div role="alert" ref={notice}>
        {problem !== undefined && <Notice kind="bad">{problem}</Notice>}
      </div>
    </Stack>
  );
}

/** Shows how far the backup is. */
export function Restoring({ restore }: { readonly restore: FirstRestore }) {
  return (
    <Stack>
      {restore.kind === "sending" ? (
        <ProgressBar
          label={fill(texts.sending, { name: restore.name })}
          // When all is sent, the server still looks at it.
          value={restore.sent < 1 ? restore.sent : undefined}
        />
      ) : (
        <ProgressBar
          label={restore.isReached ? texts.restoring : texts.unreachable}
          value={undefined}
        />
      )}
      <Soft>{texts.stay}</Soft>
    </Stack>
  );
}
