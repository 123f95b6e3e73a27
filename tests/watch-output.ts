/** What a process prints, while it does. */
export interface Output {
  /** Resolves to all of it at its end. */
  readonly all: Promise<string>;
  /** What the pattern's group matches, as soon as that is printed; undefined if it never is. */
  find(pattern: RegExp): Promise<string | undefined>;
}

export function watchOutput(stream: ReadableStream<Uint8Array>): Output {
  let printed = "";
  let isOver = false;
  let news = Promise.withResolvers<void>();
  const tell = () => {
    news.resolve();
    news = Promise.withResolvers();
  };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      printed += decoder.decode(bytes, { stream: true });
      tell();
    }
    isOver = true;
    tell();
    return printed;
  };
  return {
    all: read(),
    async find(pattern) {
      for (;;) {
        const found = pattern.exec(printed)?.[1];
        if (found !== undefined || isOver) return found;
        await news.promise;
      }
    },
  };
}
