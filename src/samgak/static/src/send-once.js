/* On a slow line people press twice: the second press within a few seconds sends nothing. */

const WAIT_MILLISECONDS = 5000;

export function sendOnce(page) {
  const sentAt = new WeakMap();

  page.addEventListener("submit", (event) => {
    const form = event.target;
    const now = Date.now();
    if (form.method === "post" && now - (sentAt.get(form) ?? 0) < WAIT_MILLISECONDS) {
      event.preventDefault();
      return;
    }
    sentAt.set(form, now);
  });
  // A page that comes back from the browser's memory may be sent again at once.
  window.addEventListener("pageshow", () => {
    [...page.forms].forEach((form) => sentAt.delete(form));
  });
}
