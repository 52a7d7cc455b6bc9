// What the page of one file has within itself: compressed, and written as text.

/** The bytes that were packed. */
export async function unpacked(text: string): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).arrayBuffer();
}

/** The text of a part of this page, by its id. */
export function part(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}
