/** Dragging with the pointer, made of pointer events only: they are the same in every engine and can be played by a test. A mouse lifts by moving, a finger by staying where it is. */
const MOUSE_PX = 4;
/** A finger that leaves this circle before it lifts is scrolling. */
const FINGER_PX = 10;
const HOLD_MS = 300;

export interface Drag {
  /** The pointer has left its place far enough, or stayed long enough: pick up. Answers false to do nothing. */
  start(x: number, y: number): boolean;
  /** Once a frame while dragging, and once more just before the drop. */
  move(x: number, y: number): void;
  drop(): void;
  /** Esc, a lost pointer, or another window. */
  cancel(): void;
}

let held = false;
let swallow = false;

/** True for the click that ends a drag; such a click opens nothing. */
export const afterDrag = (): boolean => swallow;

const still = (event: Event): void => {
  if (held && event.cancelable) event.preventDefault();
};

/** Attachment for what the draggable things lie in: a finger that holds one of them does not scroll. A browser asks for this before the finger comes down. */
export function holdStill(node: HTMLElement): () => void {
  node.addEventListener("touchmove", still, { passive: false });
  return () => node.removeEventListener("touchmove", still);
}

/** Call it on pointerdown. A `handle` is there for dragging alone (and has `touch-action: none`): a finger need not wait on it. */
export function track(event: PointerEvent, drag: Drag, { handle = false } = {}): void {
  if (event.button !== 0 || !event.isPrimary || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const finger = event.pointerType === "touch" && !handle;
  const node = event.currentTarget;
  const from = { x: event.clientX, y: event.clientY };
  let at = from;
  let lifted = false;
  let frame = 0;
  const hold = finger ? setTimeout(lift, HOLD_MS) : undefined;

  function tick(): void {
    drag.move(at.x, at.y);
    frame = requestAnimationFrame(tick);
  }
  function lift(): void {
    if (!drag.start(from.x, from.y)) return end();
    lifted = held = true;
    document.documentElement.classList.add("dragging");
    tick();
  }
  function moved(next: PointerEvent): void {
    if (next.pointerId !== event.pointerId) return;
    at = { x: next.clientX, y: next.clientY };
    if (lifted || Math.hypot(at.x - from.x, at.y - from.y) < (finger ? FINGER_PX : MOUSE_PX)) return;
    if (finger) end();
    else lift();
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
  /** The menu that a long press would open. */
  function menu(next: Event): void {
    if (!finger) return;
    next.preventDefault();
    next.stopPropagation();
  }
  function end(): void {
    clearTimeout(hold);
    node?.removeEventListener("touchmove", still);
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", moved);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", cancel);
    window.removeEventListener("blur", cancel);
    window.removeEventListener("keydown", keys, { capture: true });
    window.removeEventListener("contextmenu", menu, { capture: true });
    document.documentElement.classList.remove("dragging");
    if (!lifted) return;
    lifted = held = false;
    swallow = true;
    setTimeout(() => (swallow = false));
  }
  // A thing that is drawn elsewhere while it is held still gets its finger's events, but they no longer rise from it.
  node?.addEventListener("touchmove", still, { passive: false });
  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", up);
  window.addEventListener("pointercancel", cancel);
  window.addEventListener("blur", cancel);
  window.addEventListener("keydown", keys, { capture: true });
  window.addEventListener("contextmenu", menu, { capture: true });
}
