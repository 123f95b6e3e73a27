/** A piece of contents to be sent. */
export type Part = Blob | Uint8Array<ArrayBuffer>;

/**
 * Cuts contents into parts of `size` bytes, the last one shorter; of what is empty, one empty part.
 * @param spare memory of parts that are done with, to be used again: the garbage collector is late with pieces this large
 */
export function partsOf(
  contents: Blob | ReadableStream<Uint8Array>,
  size: number,
  spare: ArrayBuffer[],
): AsyncGenerator<Part> {
  return contents instanceof Blob
    ? slicesOf(contents, size)
    : piecesOf(contents, size, spare);
}

// Slices are read when they are sent.
async function* slicesOf(contents: Blob, size: number): AsyncGenerator<Blob> {
  if (contents.size <= size) {
    yield contents;
    return;
  }
  for (let start = 0; start < contents.size; start += size) {
    yield contents.slice(start, Math.min(start + size, contents.size));
  }
}

async function* piecesOf(
  contents: ReadableStream<Uint8Array>,
  size: number,
  spare: ArrayBuffer[],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const newPiece = () => new Uint8Array(spare.pop() ?? new ArrayBuffer(size));
  let piece = newPiece();
  let filled = 0;
  for await (const chunk of contents) {
    for (let taken = 0; taken < chunk.length;) {
      if (filled === size) {
        yield piece;
        piece = newPiece();
        filled = 0;
      }
      const some = chunk.subarray(taken, taken + size - filled);
      piece.set(some, filled);
      filled += some.length;
      taken += some.length;
    }
  }
  yield piece.subarray(0, filled);
}
