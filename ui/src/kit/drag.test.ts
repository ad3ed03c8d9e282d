import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { afterDrag, holdStill, track } from "./drag";

const pointer = (type: string, pointerType: string, x: number, y: number, more: PointerEventInit = {}) =>
  new PointerEvent(type, { pointerId: 1, isPrimary: true, button: 0, pointerType, clientX: x, clientY: y, bubbles: true, cancelable: true, ...more });
const send = (event: Event) => window.dispatchEvent(event);

function press(pointerType: string, more: PointerEventInit = {}) {
  const drag = { start: vi.fn(() => true), move: vi.fn(), drop: vi.fn(), cancel: vi.fn() };
  track(pointer("pointerdown", pointerType, 10, 10, more), drag);
  return drag;
}

describe("dragging", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    send(new Event("blur"));
    vi.useRealTimers();
  });

  it("lifts by moving with a mouse, and swallows the click that ends it", () => {
    const drag = press("mouse");
    send(pointer("pointermove", "mouse", 12, 10));
    expect(drag.start).not.toHaveBeenCalled();
    send(pointer("pointermove", "mouse", 30, 40));
    expect(drag.start).toHaveBeenCalledWith(10, 10);
    send(pointer("pointerup", "mouse", 50, 60));
    expect(drag.move).toHaveBeenLastCalledWith(50, 60);
    expect(drag.drop).toHaveBeenCalledOnce();
    expect(afterDrag()).toBe(true);
    vi.runAllTimers();
    expect(afterDrag()).toBe(false);
  });
  it("lifts by holding with a finger, which then neither scrolls nor opens a menu", () => {
    const node = document.body.appendChild(document.createElement("div"));
    const free = holdStill(node);
    const scrolls = () => node.dispatchEvent(new Event("touchmove", { bubbles: true, cancelable: true }));
    const drag = press("touch");
    expect(scrolls()).toBe(true);
    send(pointer("pointermove", "touch", 14, 12));
    vi.advanceTimersByTime(400);
    expect(drag.start).toHaveBeenCalledWith(10, 10);
    expect(scrolls()).toBe(false);
    expect(send(new Event("contextmenu", { cancelable: true }))).toBe(false);
    send(pointer("pointerup", "touch", 50, 60));
    expect(drag.drop).toHaveBeenCalledOnce();
    expect(scrolls()).toBe(true);
    expect(send(new Event("contextmenu", { cancelable: true }))).toBe(true);
    free();
    node.remove();
  });
  it("leaves a finger that moves at once to scrolling", () => {
    const drag = press("touch");
    send(pointer("pointermove", "touch", 10, 40));
    vi.advanceTimersByTime(1000);
    expect(drag.start).not.toHaveBeenCalled();
  });
  it("lifts at once with a finger on a handle", () => {
    const drag = { start: vi.fn(() => true), move: vi.fn(), drop: vi.fn(), cancel: vi.fn() };
    track(pointer("pointerdown", "touch", 10, 10), drag, { handle: true });
    send(pointer("pointermove", "touch", 10, 40));
    expect(drag.start).toHaveBeenCalledOnce();
  });
  it("is given up by Esc, by a lost pointer, and by another window", () => {
    for (const event of [new KeyboardEvent("keydown", { key: "Escape", cancelable: true }), pointer("pointercancel", "mouse", 0, 0), new Event("blur")]) {
      const drag = press("mouse");
      send(pointer("pointermove", "mouse", 30, 40));
      send(event);
      send(pointer("pointerup", "mouse", 50, 60));
      expect(drag.cancel).toHaveBeenCalledOnce();
      expect(drag.drop).not.toHaveBeenCalled();
    }
  });
  it("is not begun by a second finger, another button or a chord", () => {
    for (const more of [{ isPrimary: false }, { button: 2 }, { ctrlKey: true }]) {
      const drag = press("mouse", more);
      send(pointer("pointermove", "mouse", 30, 40));
      expect(drag.start).not.toHaveBeenCalled();
    }
  });
});
