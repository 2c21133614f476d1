// @ts-check
// Comfort for the review: one key a judgement, and parts of a statement by selecting words. All works without it.

for (const own of document.querySelectorAll("[data-needs-script]")) own.removeAttribute("hidden");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.closest("input, textarea, select")) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (wanted instanceof HTMLDetailsElement) {
    event.preventDefault();
    wanted.open = true;
    const first = wanted.querySelector("input:not([type=hidden])");
    if (first instanceof HTMLInputElement) first.focus();
  } else if (wanted instanceof HTMLElement) {
    event.preventDefault();
    wanted.click();
  }
});

const context = document.getElementById("context");

/**
 * The place of an end of the selection in the document's text, in code points.
 * @param {Node} node
 * @param {number} offset
 * @param {HTMLElement} within
 * @returns {number}
 */
function place(node, offset, within) {
  const range = document.createRange();
  range.selectNodeContents(within);
  range.setEnd(node, offset);
  const copy = range.cloneContents();
  // The numbers of statements are no part of the text.
  for (const mark of copy.querySelectorAll(".mark")) mark.remove();
  return Number(within.dataset.offset) + Array.from(copy.textContent ?? "").length;
}

/** @type {string} */
let selected = "";
/** Keep what is selected in the text, also once the focus has left it. */
function keep() {
  const range = document.getSelection()?.rangeCount ? document.getSelection()?.getRangeAt(0) : null;
  const text = context?.querySelector("p");
  if (!range || range.collapsed || !context || !text || !text.contains(range.commonAncestorContainer)) return;
  text.dataset.offset = context.dataset.offset;
  const start = place(range.startContainer, range.startOffset, text);
  const end = place(range.endContainer, range.endOffset, text);
  if (start < end) selected = `${start}-${end}`;
}
document.addEventListener("selectionchange", keep);

/**
 * Mark a word by key: the next one, or the one before; with shift the marked words grow or shrink by one.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const forward = event.key === "ArrowRight";
  const text = context?.querySelector("p");
  const selection = document.getSelection();
  if (!text || !selection || (!forward && event.key !== "ArrowLeft")) return;
  event.preventDefault();
  if (!selection.anchorNode || !text.contains(selection.anchorNode)) selection.collapse(text, 0);
  if (event.shiftKey) {
    selection.modify("extend", forward ? "forward" : "backward", "word");
    return;
  }
  if (forward) selection.collapseToEnd();
  else {
    selection.collapseToStart();
    selection.modify("move", "backward", "word");
  }
  selection.modify("extend", "forward", "word");
}
context?.addEventListener("keydown", walk);

for (const button of document.querySelectorAll("[data-set]")) {
  button.addEventListener("click", () => {
    // The event of the last key may still be on its way.
    keep();
    const part = button.getAttribute("data-set");
    const sheet = button.closest("details");
    if (sheet) sheet.open = true;
    const input = document.querySelector(`[data-part="${part}"]`);
    if (selected && input instanceof HTMLInputElement) input.value = selected;
  });
}
