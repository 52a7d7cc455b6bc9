// Hands something over to the reader's device: as a file, or to the clipboard.

/** How long a file is kept for a browser that asks where to put it. */
const KEPT_MILLISECONDS = 60_000;

/** Saves a text as a file, as if a link to it had been followed. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MILLISECONDS);
}

/** Copies a text where the browser allows it, and says whether it did. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
