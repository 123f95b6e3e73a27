import { useMutation } from "@tanstack/react-query";
import { PlugZap } from "lucide-react";
import { Button } from "../../../components/button.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { client } from "../../../server/client.ts";
import { describeProblem } from "../../../server/problem.ts";
import { settingsText } from "../../../text/settings.ts";
import { RawMessage } from "./raw-message.tsx";

const texts = settingsText.s3;

/** Has the server try the S3 bucket of its settings. */
export function S3Test({
  filesystem,
  isChanged,
}: {
  readonly filesystem: "storage" | "backups";
  /** Whether what is shown is not what would be tested. */
  readonly isChanged: boolean;
}) {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => client.settings.testS3(filesystem),
  });
  return (
    <Stack gap="small">
      <Stack direction="row" gap="small">
        <Button
          kind="secondary"
          icon={PlugZap}
          busy={isPending}
          disabled={isChanged}
          onClick={() => mutate()}
        >
          {texts.test}
        </Button>
        <Soft>{isChanged ? texts.unsaved : texts.testing}</Soft>
      </Stack>
      <div role="status">
        {isSuccess && !isChanged && <Notice kind="good">{texts.works}</Notice>}
        {error !== null && !isChanged && (
          <Notice kind="bad" title={texts.failed}>
            <RawMessage>{describeProblem(error).message}</RawMessage>
          </Notice>
        )}
      </div>
    </Stack>
  );
}
