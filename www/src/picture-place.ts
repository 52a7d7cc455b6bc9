// The place of a picture: kept free until it can be drawn, so that nothing moves when it is.

import { type TemplateResult, html } from "lit";
import type { Editor } from "./editor.js";
import { messages } from "./language.js";
import type { Picture } from "./picture.js";

/** The heights of a picture that runs sideways and of one that runs downwards, in its own lines. */
export interface Room {
  across: number;
  down: number;
}

/** The picture, or room for it. */
export function pictureOf(
  { picture }: Editor,
  draw: (picture: Picture) => unknown,
  room: Room,
): unknown {
  if (picture) return draw(picture);
  if (picture === null) return html`<p class="remark">${messages.picture.failed}</p>`;
  return kept(room);
}

function kept({ across, down }: Room): TemplateResult {
  return html`<div class="room" role="img" aria-label=${messages.picture.loading}>
    <svg class="across" height="${across}em" aria-hidden="true"></svg>
    <svg class="down" height="${down}em" aria-hidden="true"></svg>
  </div>`;
}
