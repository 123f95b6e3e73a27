import { useQuery } from "@tanstack/react-query";
import { FileQuestion } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Spinner } from "../../../components/spinner.tsx";
import { fetchFile } from "../../../server/file-content.ts";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import { fileKind, isReadable } from "./file-kind.ts";
import styles from "./file-view.module.css";
import { MediaView } from "./media-view.tsx";
import { ZoomPicture } from "./zoom-picture.tsx";

const { preview: texts } = recordEditorText;

/** Bytes of a text that are shown. */
const mostText = 500_000;

/** What is in a file, as far as browsers can show it. */
export function FileView({
  name,
  url,
  file,
  renew,
}: {
  readonly name: string;
  /** Undefined until it is known. */
  readonly url: string | undefined;
  /** The file itself, if it is not on the server yet. */
  readonly file?: Blob | undefined;
  /** Gives another address once the first does not work any more, as with protected files. */
  readonly renew?: (() => Promise<string>) | undefined;
}): ReactNode {
  const [failed, setFailed] = useState<string>();
  if (url === undefined) return <Waiting />;
  if (url === failed) return <Notice kind="bad">{texts.failed}</Notice>;
  const fail = () => setFailed(url);
  const kind = fileKind(name);
  if (kind === "image") {
    return <ZoomPicture url={url} name={name} onFail={fail} />;
  }
  if (kind === "audio" || kind === "video") {
    return <MediaView kind={kind} url={url} renew={renew} onFail={fail} />;
  }
  if (kind === "pdf" && navigator.pdfViewerEnabled) {
    return <PdfView url={url} name={name} file={file} />;
  }
  return isReadable(name) ? (
    <TextView url={url} name={name} file={file} />
  ) : (
    <NoView />
  );
}

interface FetchedProps {
  readonly url: string;
  readonly name: string;
  readonly file: Blob | undefined;
}

function Waiting() {
  return (
    <div className={styles["waiting"]}>
      <Spinner />
    </div>
  );
}

function NoView() {
  return (
    <EmptyState icon={FileQuestion} title={texts.none} text={texts.noneText} />
  );
}

function TextView({ url, name, file }: FetchedProps) {
  const { data, isError } = useQuery({
    queryKey: ["file-text", url],
    queryFn: async ({ signal }) => {
      const blob =
        file?.slice(0, mostText) ??
        (await fetchFile(url, { most: mostText, signal }));
      return { text: await blob.text(), isWhole: blob.size < mostText };
    },
    gcTime: 0,
  });
  if (isError) return <Notice kind="bad">{texts.failed}</Notice>;
  if (data === undefined) return <Waiting />;
  return (
    <>
      {/* It scrolls, so it must be reached with the keyboard. */}
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={fill(texts.text, { file: name })}
        className={styles["text"]}
      >
        {data.text}
      </pre>
      {!data.isWhole && <Notice>{texts.cut}</Notice>}
    </>
  );
}

/**
 * The server sends files so that they can do nothing, which keeps browsers from showing a PDF in a frame: it is fetched, and
 * shown from the page itself.
 */
function PdfView({ url, name, file }: FetchedProps) {
  const [shown, setShown] = useState<{ readonly address: string }>();
  const [isFailed, setFailed] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    let address: string | undefined;
    const fetched =
      file === undefined
        ? fetchFile(url, { signal: stop.signal })
        : Promise.resolve(file);
    fetched.then(
      (blob) => {
        if (stop.signal.aborted) return;
        // Whatever the server takes it for, the browser must not take it for a page of ours.
        address = URL.createObjectURL(
          blob.slice(0, blob.size, "application/pdf"),
        );
        setShown({ address });
      },
      () => {
        if (!stop.signal.aborted) setFailed(true);
      },
    );
    return () => {
      stop.abort();
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [url, file]);

  if (isFailed) return <Notice kind="bad">{texts.failed}</Notice>;
  if (shown === undefined) return <Waiting />;
  return (
    // In a sandbox browsers show no PDF.
    // oxlint-disable-next-line react/iframe-missing-sandbox
    <iframe src={shown.address} title={name} className={styles["frame"]} />
  );
}
