// @ts-check
// Comfort for accounts side by side: a passage that the pointer rests on, or that is come to by key, shows its place in
// the source. Without scripts a press on "source" opens it.

/** Milliseconds that the pointer rests before a place is shown. */
const REST = 350;

/** @type {HTMLDetailsElement | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** @param {HTMLDetailsElement} place */
function show(place) {
  if (place.open) return;
  hide();
  place.classList.add("floating");
  place.open = true;
  shown = place;
}

/** Close what was shown; what was opened by a press stays. */
function hide() {
  clearTimeout(waiting);
  if (!shown) return;
  shown.open = false;
  shown.classList.remove("floating");
  shown = null;
}

for (const quoted of document.querySelectorAll(".quoted")) {
  const place = quoted.querySelector("details.place");
  const summary = place?.querySelector("summary");
  if (!(place instanceof HTMLDetailsElement) || !summary) continue;
  quoted.addEventListener("pointerenter", (event) => {
    clearTimeout(waiting);
    if (event instanceof PointerEvent && event.pointerType === "mouse") waiting = setTimeout(() => show(place), REST);
  });
  quoted.addEventListener("pointerleave", () => {
    if (!quoted.contains(document.activeElement)) hide();
  });
  summary.addEventListener("focus", () => {
    if (summary.matches(":focus-visible")) show(place);
  });
  quoted.addEventListener("focusout", (event) => {
    if (event instanceof FocusEvent && !(event.relatedTarget instanceof Node && quoted.contains(event.relatedTarget))) hide();
  });
  summary.addEventListener("click", (event) => {
    if (place !== shown) return;
    // It is open already: a press makes it stay.
    event.preventDefault();
    place.classList.remove("floating");
    shown = null;
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
