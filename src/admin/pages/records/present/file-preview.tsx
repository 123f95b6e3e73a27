import { Download, ExternalLink } from "lucide-react";
import type { RecordModel } from "pocketbase";
import { ButtonLink } from "../../../components/button.tsx";
import { CopyButton } from "../../../components/texts/copy-button.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { recordEditorText } from "../../../text/record-editor.ts";
import {
  fileUrl,
  isProtected,
  plainFileUrl,
  useFileLink,
  useFileUrl,
} from "./file-url.ts";
import { FileView } from "./file-view.tsx";

const { preview: texts } = recordEditorText;

/** A record's file, large: pictures, sound, films, PDFs and texts are shown, all can be downloaded. */
export function FilePreview({
  record,
  name,
  onClose,
}: {
  readonly record: RecordModel;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const url = useFileUrl(record, name);
  const link = useFileLink(record, name);
  return (
    <Dialog
      open
      onClose={onClose}
      title={name}
      size="large"
      footer={
        <Stack direction="row" gap="small" justify="end">
          <CopyButton
            text={plainFileUrl(record, name)}
            label={
              isProtected(record, name)
                ? texts.copyProtected
                : texts.copyAddress
            }
            size="normal"
          />
          {link !== undefined && (
            <>
              <ButtonLink
                kind="secondary"
                icon={ExternalLink}
                href={link}
                target="_blank"
                rel="noopener noreferrer"
              >
                {texts.open}
              </ButtonLink>
              <ButtonLink
                icon={Download}
                href={`${link}${link.includes("?") ? "&" : "?"}download=1`}
                download={name}
              >
                {texts.download}
              </ButtonLink>
            </>
          )}
        </Stack>
      }
    >
      <FileView name={name} url={url} renew={() => fileUrl(record, name)} />
    </Dialog>
  );
}
