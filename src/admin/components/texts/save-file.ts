/** Milliseconds after which a file is surely on its way to the disk. */
const enough = 60_000;

/** Puts a file among the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  saveUrl(url, name);
  setTimeout(() => URL.revokeObjectURL(url), enough);
}

/** Puts what is at an address of this server among the browser's downloads. */
export function saveUrl(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
