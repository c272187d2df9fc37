"use strict";
(() => {
  const root = document.querySelector(".jd");
  const boxes = Array.from(document.querySelectorAll(".jd-filter"));
  const show = (box) => {
    const kind = box.dataset.filter;
    root.classList.toggle(`jd-hide-${kind}`, !box.checked);
    for (const mark of document.querySelectorAll(`.jd-mark[data-kind="${kind}"]`)) mark.tabIndex = box.checked ? 0 : -1;
  };
  for (const box of boxes) {
    box.hidden = false;
    box.addEventListener("change", () => show(box));
  }
  for (const button of document.querySelectorAll(".jd-set")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const box of boxes) {
        box.checked = button.dataset.set === "all";
        show(box);
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement.classList.contains("jd-mark")) document.activeElement.blur();
  });
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      opened.push(details);
    }
  });
  addEventListener("afterprint", () => {
    while (opened.length) opened.pop().open = false;
  });
})();
