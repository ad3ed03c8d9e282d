/** In the page: what does not fit, each as a sentence. Runs there, so it uses nothing but itself. */
export function misfits(): string[] {
  const found: string[] = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`the page is ${wide} px wide, the window ${innerWidth}`);

  /** The nearest element around that cuts or scrolls sideways. */
  const frameOf = (element: Element): { element: Element; scrolls: boolean; dots: boolean } | null => {
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "fixed") return null;
      if (style.overflowX === "visible") continue;
      return { element: at, scrolls: style.overflowX === "auto" || style.overflowX === "scroll", dots: style.textOverflow === "ellipsis" };
    }
    return null;
  };
  /** The nearest element around that hides what hangs out of it below. */
  const floorOf = (element: Element): Element | null => {
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      const { position, overflowY } = getComputedStyle(at);
      if (overflowY === "hidden" || overflowY === "clip") return at;
      if (position === "fixed" || overflowY !== "visible") return null;
    }
    return null;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    const parent = text.parentElement;
    if (!parent || !text.data.trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    // Words for a screen reader alone stand in a box of one pixel.
    const own = parent.getBoundingClientRect();
    if (own.width <= 2 || own.height <= 2 || parent.closest("[aria-hidden=true], option")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      const floor = floorOf(parent)?.getBoundingClientRect();
      if (floor && floor.height > 2 && box.top < floor.bottom - 2 && box.bottom > floor.bottom + 4) found.push(`cut off below: "${text.data.trim().slice(0, 60)}"`);
      const frame = frameOf(parent);
      if (!frame) {
        if (box.right > innerWidth + 1 || box.left < -1) found.push(`out of the window: "${text.data.trim().slice(0, 60)}"`);
        continue;
      }
      if (frame.scrolls || frame.dots) continue;
      const edge = frame.element.getBoundingClientRect();
      if (edge.width <= 2) continue;
      if (box.right > edge.right + 2 || box.left < edge.left - 2) found.push(`cut off: "${text.data.trim().slice(0, 60)}" in ${frame.element.tagName.toLowerCase()}.${frame.element.className.toString().split(" ")[0]}`);
    }
  }
  // A line that begins with a comma, or in the middle of a number.
  const lines = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let before: { block: Element; bottom: number; letter: string } | null = null;
  while (lines.nextNode()) {
    const text = lines.currentNode as Text;
    let block = text.parentElement;
    if (!block || !text.data.trim() || block.closest("option, .sr") || !block.checkVisibility({ visibilityProperty: true }) || getComputedStyle(block).writingMode !== "horizontal-tb") continue;
    while (block.parentElement && getComputedStyle(block).display === "inline") block = block.parentElement;
    for (const [at, letter] of [...text.data].entries()) {
      range.setStart(text, Math.min(at, text.data.length - 1));
      range.setEnd(text, Math.min(at + 1, text.data.length));
      const box = range.getClientRects()[0];
      if (!box || box.width < 1) continue;
      const begins: boolean = before !== null && before.block === block && box.top > before.bottom - 2;
      if (begins && (/[，。、；：！？）》」』”’…%,;!?)\]]/.test(letter) || (/[\d-]/.test(before?.letter ?? "") && /[\d年月日%]/.test(letter)))) found.push(`breaks before "${text.data.slice(at, at + 20)}"`);
      before = { block, bottom: box.bottom, letter };
    }
  }
  // A control whose words do not fit into it.
  for (const control of document.querySelectorAll<HTMLElement>("button, a.btn, select, th, td, .chip")) {
    if (!control.checkVisibility() || control.clientWidth === 0) continue;
    if (control.scrollWidth > control.clientWidth + 4 && getComputedStyle(control).overflowX === "visible") found.push(`wider than its place: "${control.innerText.trim().slice(0, 60)}" (${control.scrollWidth} in ${control.clientWidth} px)`);
  }
  return [...new Set(found)];
}
