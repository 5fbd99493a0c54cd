/* allauth tells when a passkey or security key fails; here its page says so to the person. */

export function showKeyProblems(page) {
  page.addEventListener("allauth.error", () => {
    const problem = page.querySelector("[data-key-problem]");
    if (problem) {
      problem.hidden = false;
      problem.focus();
    }
  });
}
