/** Places a floating element beside its anchor, in the browser's top layer, and keeps it there. */
export type Placement = "bottom-start" | "bottom-end" | "bottom" | "top-start" | "top-end" | "top" | "right-start";

export interface FloatOptions {
  anchor: Element | { x: number; y: number };
  placement?: Placement;
  /** At least as wide as the anchor (lists under a field). */
  wide?: boolean;
  gap?: number;
}

const EDGE = 8;

function place(node: HTMLElement, { anchor, placement = "bottom-start", wide = false, gap = 4 }: FloatOptions): void {
  const rect = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const room = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
  node.style.maxWidth = `${room.width - 2 * EDGE}px`;
  if (wide) node.style.minWidth = `${rect.width}px`;
  node.style.maxHeight = "";
  const { width, height } = node.getBoundingClientRect();
  let left: number;
  let top: number;
  if (placement === "right-start") {
    left = rect.right + gap + width > room.width - EDGE ? rect.left - gap - width : rect.right + gap;
    top = rect.top;
  } else {
    const below = room.height - rect.bottom - gap - EDGE;
    const above = rect.top - gap - EDGE;
    const up = placement.startsWith("top") ? above >= height || above > below : below < height && above > below;
    const space = Math.max(80, up ? above : below);
    if (height > space) node.style.maxHeight = `${space}px`;
    top = up ? rect.top - gap - Math.min(height, space) : rect.bottom + gap;
    left = placement.endsWith("start") ? rect.left : placement.endsWith("end") ? rect.right - width : rect.left + (rect.width - width) / 2;
  }
  node.style.left = `${Math.max(EDGE, Math.min(left, room.width - width - EDGE))}px`;
  node.style.top = `${Math.max(EDGE, Math.min(top, room.height - Math.min(height, room.height) - EDGE))}px`;
}

/** Attachment: `<div popover="manual" {@attach float(() => ({ anchor }))}>`. */
export function float(options: () => FloatOptions): (node: HTMLElement) => () => void {
  return (node) => {
    node.style.position = "fixed";
    node.style.inset = "auto";
    node.showPopover?.();
    let frame = 0;
    const again = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => place(node, options()));
    };
    place(node, options());
    const watch = new ResizeObserver(again);
    watch.observe(node);
    const scrolled = (event: Event) => {
      if (!node.contains(event.target as Node)) again();
    };
    window.addEventListener("resize", again);
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      window.removeEventListener("resize", again);
      document.removeEventListener("scroll", scrolled, { capture: true });
    };
  };
}

const FOCUSABLE = 'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"])';

/** The elements of a container that Tab reaches, in order. */
export const focusable = (node: HTMLElement): HTMLElement[] =>
  [...node.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((el) => el.getClientRects().length > 0 || import.meta.env.MODE === "test");
