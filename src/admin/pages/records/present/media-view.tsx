import { type SyntheticEvent, useRef, useState } from "react";
import styles from "./file-view.module.css";

/** Sound or a film. What is protected may outlast its address: it goes on from another one. */
export function MediaView({
  kind,
  url,
  renew,
  onFail,
}: {
  readonly kind: "audio" | "video";
  readonly url: string;
  /** Gives an address that works now; undefined where the first one always does. */
  readonly renew: (() => Promise<string>) | undefined;
  readonly onFail: () => void;
}) {
  const [source, setSource] = useState(url);
  // Seconds that were played when it broke off; 0 if it never began.
  const played = useRef(0);
  const Media = kind;

  function handleError({ currentTarget }: SyntheticEvent<HTMLMediaElement>) {
    const { currentTime } = currentTarget;
    const hasGoneOn = currentTime > played.current;
    played.current = currentTime;
    if (renew === undefined || !hasGoneOn) onFail();
    else renew().then(setSource, onFail);
  }
  function goOn({ currentTarget }: SyntheticEvent<HTMLMediaElement>): void {
    if (played.current === 0) return;
    currentTarget.currentTime = played.current;
    // The browser may want to be asked by a press: then it waits for one.
    currentTarget.play().catch(() => undefined);
  }

  return (
    // Captions would be a file of their own, which records do not name.
    <Media
      src={source}
      controls
      className={styles[kind]}
      onError={handleError}
      onLoadedMetadata={goOn}
    />
  );
}
