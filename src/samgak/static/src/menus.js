/* The header's menus are <details>: here they also close by Escape and by a click elsewhere. */

export function startMenus(page) {
  const menus = [...page.querySelectorAll("details.sg-menu")];
  const close = (menu) => menu.removeAttribute("open");

  page.addEventListener("click", (event) => {
    menus.filter((menu) => !menu.contains(event.target)).forEach(close);
  });
  page.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.sg-menu[open]");
    if (menu) {
      close(menu);
      menu.querySelector("summary").focus();
    }
  });
}
