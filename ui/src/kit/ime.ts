/** Input methods: a key pressed while Chinese is being composed belongs to the input method, not to the page. */

/** True while the key event is part of a composition (WebKit reports only keyCode 229 for the closing Enter). */
export const composing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Keeps composition keys from every handler on the page, and the closing Enter from submitting a form. Called once. */
export function guardComposition(): void {
  window.addEventListener(
    "keydown",
    (event) => {
      if (!composing(event)) return;
      event.stopPropagation();
      if (event.key === "Enter") event.preventDefault();
    },
    { capture: true },
  );
}
