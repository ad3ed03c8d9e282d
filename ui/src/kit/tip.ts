/** A tooltip on hover and on keyboard focus: `<span {@attach tip("…")}>`. For controls without text use IconButton, which has its own name. */
import { float } from "./float";

const WAIT_MS = 400;
let nextId = 0;

export function tip(text: string): (node: HTMLElement) => () => void {
  return (node) => {
    const id = `tip-${nextId++}`;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let panel: HTMLElement | undefined;
    let release: (() => void) | undefined;

    function show(): void {
      if (panel || !text) return;
      panel = document.createElement("div");
      panel.id = id;
      panel.className = "pop tip";
      panel.setAttribute("role", "tooltip");
      panel.setAttribute("popover", "manual");
      panel.textContent = text;
      node.after(panel);
      node.setAttribute("aria-describedby", id);
      release = float(() => ({ anchor: node, placement: "bottom" }))(panel);
    }
    function hide(): void {
      clearTimeout(timer);
      release?.();
      panel?.remove();
      panel = undefined;
      node.removeAttribute("aria-describedby");
    }
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(show, WAIT_MS);
    };
    const focused = () => {
      if (node.matches(":focus-visible")) show();
    };
    const keys = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };
    node.addEventListener("pointerenter", soon);
    node.addEventListener("pointerleave", hide);
    node.addEventListener("pointerdown", hide);
    node.addEventListener("focusin", focused);
    node.addEventListener("focusout", hide);
    node.addEventListener("keydown", keys);
    return () => {
      hide();
      node.removeEventListener("pointerenter", soon);
      node.removeEventListener("pointerleave", hide);
      node.removeEventListener("pointerdown", hide);
      node.removeEventListener("focusin", focused);
      node.removeEventListener("focusout", hide);
      node.removeEventListener("keydown", keys);
    };
  };
}
