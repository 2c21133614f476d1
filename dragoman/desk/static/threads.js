// @ts-check
// A slider beside the date field of the threads; without scripts, the field and its button do the same.

const DAY = 86_400_000;
/** Milliseconds after the last move until the page is asked for. */
const REST = 500;
const MOVED = "dragoman-slid";

const field = document.querySelector("input[name=on][data-first]");
const form = document.getElementById("asked");

/** @param {string} day @returns {number} */
const numbered = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);

/** @param {number} number @returns {string} */
const dated = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/** @param {HTMLInputElement} field @param {HTMLFormElement} form */
function slide(field, form) {
  const label = document.createElement("label");
  label.className = "slider";
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = String(numbered(field.dataset.first ?? ""));
  slider.max = String(numbered(field.dataset.last ?? ""));
  slider.value = field.value ? String(numbered(field.value)) : slider.max;
  const told = () => slider.setAttribute("aria-valuetext", dated(Number(slider.value)));
  told();
  label.append("Slide to a day ", slider);
  field.closest("label")?.after(label);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  slider.addEventListener("input", () => {
    field.value = dated(Number(slider.value));
    told();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      sessionStorage.setItem(MOVED, "1");
      form.requestSubmit();
    }, REST);
  });
  if (sessionStorage.getItem(MOVED)) {
    // Whoever moves it by key goes on where they were.
    sessionStorage.removeItem(MOVED);
    slider.focus();
  }
}

if (field instanceof HTMLInputElement && form instanceof HTMLFormElement && field.dataset.first !== field.dataset.last) {
  slide(field, form);
}
