import { CircleCheck, PlugZap } from "lucide-react";
import { Badge } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { describeProblem } from "../../../server/problem.ts";
import { settingsText } from "../../../text/settings.ts";
import { RawMessage } from "./raw-message.tsx";
import type { S3Connection } from "./use-s3-test.ts";

const texts = settingsText.s3;

/** Whether the S3 bucket can be reached, and a button that tries it again. */
export function S3Test({
  connection: { state, error, test },
  isChanged,
}: {
  readonly connection: S3Connection;
  /** Whether what is shown is not what would be tested. */
  readonly isChanged: boolean;
}) {
  return (
    <Stack gap="small">
      <Stack direction="row" gap="small">
        <Button
          kind="secondary"
          icon={PlugZap}
          busy={state === "testing"}
          disabled={isChanged}
          onClick={test}
        >
          {texts.test}
        </Button>
        <Soft>{isChanged ? texts.unsaved : texts.testing}</Soft>
      </Stack>
      <div role="status">
        {state === "works" && (
          <Badge kind="good" icon={CircleCheck}>
            {texts.works}
          </Badge>
        )}
        {state === "failed" && error !== null && (
          <Notice kind="bad" title={texts.failed}>
            <RawMessage>{describeProblem(error).message}</RawMessage>
          </Notice>
        )}
      </div>
    </Stack>
  );
}
