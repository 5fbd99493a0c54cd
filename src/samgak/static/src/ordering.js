/* Rows in an order of their own: a handle is dragged, or moved with the arrow keys; each place is told aloud. */

const WAIT_MILLISECONDS = 900;

export function orderRows(page) {
  let saving;
  let dragged = null;

  page.addEventListener("keydown", (event) => {
    const handle = event.target.closest("[data-handle]");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!handle || !step) return;
    event.preventDefault();
    const row = handle.closest("tr");
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    step < 0 ? other.before(row) : other.after(row);
    handle.focus();
    settle(row);
  });

  page.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle) return;
    dragged = handle.closest("tr");
    handle.setPointerCapture(event.pointerId);
    dragged.classList.add("sg-order__dragged");
  });
  page.addEventListener("pointermove", (event) => {
    const over = dragged && page.elementFromPoint(event.clientX, event.clientY)?.closest("tr");
    if (!over || over === dragged || over.parentNode !== dragged.parentNode) return;
    const { top, height } = over.getBoundingClientRect();
    event.clientY < top + height / 2 ? over.before(dragged) : over.after(dragged);
  });
  ["pointerup", "pointercancel"].forEach((end) => {
    page.addEventListener(end, () => {
      dragged?.classList.remove("sg-order__dragged");
      if (dragged) settle(dragged);
      dragged = null;
    });
  });

  function settle(row) {
    const form = row.closest("[data-order]");
    const first = Number(form.elements.start.value);
    const places = [...row.parentNode.querySelectorAll("input[name^=place-]")];
    const isMoved = places.some((place, number) => place.value !== String(first + number));
    if (!isMoved) return;
    places.forEach((place, number) => {
      place.value = first + number;
    });
    page.getElementById("order-said").textContent = form.dataset.said
      .replace("__name__", row.dataset.name)
      .replace("__place__", row.querySelector("input").value);
    clearTimeout(saving);
    saving = setTimeout(() => form.isConnected && form.requestSubmit(), WAIT_MILLISECONDS);
  }
}
