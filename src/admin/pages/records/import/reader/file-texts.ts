/** The text of a file, piece by piece: UTF-8, or UTF-16 where it begins by saying so, as the server takes it. */
export async function* fileTexts(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(file));
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    // Whoever has read enough needs no more of it.
    await reader.cancel();
  }
}

/** The byte order mark says it (Encoding standard, section "BOM sniff"). */
async function encodingOf(file: Blob): Promise<string> {
  const [first, second] = await file.slice(0, 2).bytes();
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}
