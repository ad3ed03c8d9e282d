/** Dragging with the pointer, made of pointer events only: they are the same in every engine and can be played by a test. */
const THRESHOLD = 4;

export interface Drag {
  /** The pointer has left its place far enough: pick up. Answers false to do nothing. */
  start(x: number, y: number): boolean;
  /** Once a frame while dragging, and once more just before the drop. */
  move(x: number, y: number): void;
  drop(): void;
  /** Esc, a lost pointer, or another window. */
  cancel(): void;
}

let swallow = false;

/** True for the click that ends a drag; such a click opens nothing. */
export const afterDrag = (): boolean => swallow;

/** Call it on pointerdown. */
export function track(event: PointerEvent, drag: Drag): void {
  // A finger scrolls the column; its menu moves the card.
  if (event.button !== 0 || event.pointerType === "touch" || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const from = { x: event.clientX, y: event.clientY };
  let at = from;
  let lifted = false;
  let frame = 0;

  function tick(): void {
    drag.move(at.x, at.y);
    frame = requestAnimationFrame(tick);
  }
  function moved(next: PointerEvent): void {
    if (next.pointerId !== event.pointerId) return;
    at = { x: next.clientX, y: next.clientY };
    if (lifted || Math.hypot(at.x - from.x, at.y - from.y) < THRESHOLD) return;
    if (!drag.start(from.x, from.y)) return end();
    lifted = true;
    document.documentElement.classList.add("dragging");
    tick();
  }
  function up(next: PointerEvent): void {
    if (next.pointerId !== event.pointerId) return;
    at = { x: next.clientX, y: next.clientY };
    const was = lifted;
    end();
    if (!was) return;
    drag.move(at.x, at.y);
    drag.drop();
  }
  function cancel(): void {
    const was = lifted;
    end();
    if (was) drag.cancel();
  }
  function keys(next: KeyboardEvent): void {
    if (!lifted) return;
    next.stopPropagation();
    if (next.key !== "Escape") return;
    next.preventDefault();
    cancel();
  }
  function end(): void {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", moved);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", cancel);
    window.removeEventListener("blur", cancel);
    window.removeEventListener("keydown", keys, { capture: true });
    document.documentElement.classList.remove("dragging");
    if (!lifted) return;
    lifted = false;
    swallow = true;
    setTimeout(() => (swallow = false));
  }
  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", cancel);
  window.addEventListener("blur", cancel);
  window.addEventListener("keydown", keys, { capture: true });
}
