// A form pressed twice is sent once; a page that comes back from the browser's memory can be sent again.

const SENT = "data-sent";

export function sendOnce(): void {
  addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.hasAttribute(SENT)) event.preventDefault();
    form.setAttribute(SENT, "");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll(`[${SENT}]`)) form.removeAttribute(SENT);
  });
}
